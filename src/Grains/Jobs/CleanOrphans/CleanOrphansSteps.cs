using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Jobs.Folders;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs.CleanOrphans;

/// <summary>
/// Finds orphaned files, and deletes them unless it is a dry run. A scheduled clean-up counts first, and asks a question when more than half of the files would
/// be deleted: a database restored from a backup does not know the renditions made since.
/// </summary>
internal sealed class CleanOrphansSteps(JobContext context, IRenditionStore files, IImageStore images, IGrainFactory grains)
    : FolderJobSteps<CleanOrphansRecord>(context, grains)
{
    private readonly OrphanSweep<CleanOrphansRecord> _sweep = new(files, images, grains);

    public override ValueTask DisposeAsync() => _sweep.DisposeAsync();

    protected override async Task<bool> AdvanceAsync(CleanOrphansRecord job, CacheFolderState folder)
    {
        var deletes = string.Equals(job.Phase, CleanOrphansPhases.Cleaning, StringComparison.Ordinal);
        if (!deletes && job.Answers.TryGetValue(OrphanQuestion.Code, out var answer))
        {
            return await GoOnAsync(job, string.Equals(answer, OrphanQuestion.Delete, StringComparison.Ordinal));
        }

        // Relative to its start, so that files made while it runs are never old enough.
        var changedUntil = (job.StartedAt ?? job.CreatedAt) - TimeSpan.FromDays(job.CleanUp.OlderThanDays);
        if (await _sweep.StepAsync(job, folder, changedUntil, deletes) is not { } step)
        {
            return await EndPassAsync(job, deletes);
        }

        if (step.Whole)
        {
            await SaveAsync(step.Job);
        }

        return true;
    }

    private async Task<bool> EndPassAsync(CleanOrphansRecord job, bool deleted)
    {
        if (deleted || job.CleanUp.DryRun)
        {
            await DriveOnAsync(job);
            return true;
        }

        return 2 * job.Report.OrphanFiles > job.Report.DiskFiles ? await AskAsync(job) : await GoOnAsync(job, delete: true);
    }

    private async Task<bool> GoOnAsync(CleanOrphansRecord job, bool delete)
    {
        if (!delete || job.Report.OrphanFiles == 0)
        {
            await DriveOnAsync(job);
            return true;
        }

        await DisposeAsync();
        await SaveAsync(job with { Phase = CleanOrphansPhases.Cleaning, Cursor = null, Report = new FolderReport() });
        return true;
    }

    private async Task<bool> AskAsync(CleanOrphansRecord job)
    {
        await Context.SaveAsync(job with { State = JobState.Waiting, Question = OrphanQuestion.Of(job), DueAt = null }, FeedEvents.JobWaiting);
        return false;
    }
}
