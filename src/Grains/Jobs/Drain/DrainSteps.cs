using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Jobs.Folders;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs.Drain;

/// <summary>
/// Moves the renditions of a cache folder to other ones: first its collections are assigned new folders, so that nothing more is added; then its pictures are
/// moved one by one; when no picture and no admission is left, files that a crash left behind between storing a move and deleting the old files are deleted.
/// </summary>
internal sealed class DrainSteps(JobContext context, IRenditionStore files, IImageStore images, ICollectionStore collections, IGrainFactory grains)
    : FolderJobSteps<DrainRecord>(context, grains)
{
    private readonly OrphanSweep<DrainRecord> _sweep = new(files, images, grains);

    public override ValueTask DisposeAsync() => _sweep.DisposeAsync();

    protected override async Task<bool> AdvanceAsync(DrainRecord job, CacheFolderState folder)
    {
        if (!folder.Draining)
        {
            await DriveOnAsync(job);
            return true;
        }

        return string.Equals(job.Phase, DrainPhases.Moving, StringComparison.Ordinal) ? await MoveAsync(job, folder) : await SweepAsync(job, folder);
    }

    private async Task<bool> MoveAsync(DrainRecord job, CacheFolderState folder)
    {
        var targets = new DrainTargets(collections, Grains);
        if (await targets.AssignAsync(folder) is { } nowhere)
        {
            return await WaitAsync(job, nowhere);
        }

        var page = await images.ListInFolderAsync(folder.Id, 16 * Context.Options.Window, CancellationToken.None);
        if (page.Count == 0)
        {
            // Renditions admitted before the collections were reassigned are still being stored, and are found here afterwards.
            return await Grains.GetGrain<ICacheFolderGrainInternal>(folder.Id.Value).CountReservations() == 0 && await BeginSweepAsync(job);
        }

        var results = await MoveAsync(job, page, targets);
        var moved = results.Count(r => r.Outcome == MoveOutcome.Moved);
        var lost = results.Count(r => r.Outcome == MoveOutcome.Lost);
        if (moved + lost > 0)
        {
            await SaveAsync(job with { Report = Add(job.Report, results, lost) });
            return true;
        }

        return results.Find(r => r.WaitingFor is not null)?.WaitingFor is { } closed && await RefusedAsync(job, folder, closed, targets);
    }

    private async Task<List<MoveResult>> MoveAsync(DrainRecord job, IReadOnlyList<PlacedImage> page, DrainTargets targets)
    {
        var results = new List<MoveResult>();
        foreach (var some in page.Chunk(Context.Options.Window))
        {
            results.AddRange(await Task.WhenAll(some.Select(async picture =>
                await targets.OfAsync(picture.CollectionId) is { } target
                    ? await Grains.GetGrain<IImageGrainInternal>(picture.Id.Value).MoveTo(target, job.Id)
                    : new MoveResult(MoveOutcome.Busy))));
            if (results.Exists(r => r.WaitingFor is not null))
            {
                break;
            }
        }

        return results;
    }

    /// <summary>
    /// If the folder's own disk is unavailable, the job waits. If a target has no more space, its collections get a third folder, if there is one.
    /// </summary>
    private async Task<bool> RefusedAsync(DrainRecord job, CacheFolderState folder, WaitingFor closed, DrainTargets targets)
    {
        if (string.Equals(closed.Resource, CacheFolderGate.Of(folder.Id), StringComparison.Ordinal))
        {
            WaitAt(closed);
            return true;
        }

        return await targets.ReassignAsync(folder) || await WaitAsync(job, closed with { Resource = null });
    }

    private async Task<bool> BeginSweepAsync(DrainRecord job)
    {
        await SaveAsync(job with { Phase = DrainPhases.Sweeping, Cursor = null });
        return true;
    }

    private async Task<bool> SweepAsync(DrainRecord job, CacheFolderState folder)
    {
        if (await _sweep.StepAsync(job, folder, Context.Clock.GetUtcNow(), delete: true) is not { } step)
        {
            await DriveOnAsync(job);
            return true;
        }

        if (step.Whole)
        {
            await SaveAsync(step.Job with { Warnings = job.Warnings });
        }

        return true;
    }

    /// <summary>Shows what it waits for; it is checked again at every sweep of the alarm grain.</summary>
    private async Task<bool> WaitAsync(DrainRecord job, WaitingFor closed)
    {
        if (job.State != JobState.Waiting || !string.Equals(job.WaitingFor?.Code, closed.Code, StringComparison.Ordinal))
        {
            var waiting = job with { State = JobState.Waiting, WaitingFor = closed with { Since = Context.Clock.GetUtcNow() } };
            await Context.SaveAsync(waiting, FeedEvents.JobWaiting);
        }

        return false;
    }

    private static FolderReport Add(FolderReport report, List<MoveResult> results, int lost) => report with
    {
        MovedPictures = report.MovedPictures + results.Count(r => r.Bytes > 0),
        MovedBytes = report.MovedBytes + results.Sum(r => r.Bytes),
        Lost = report.Lost + lost,
    };
}
