using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Jobs.Folders;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs.Reconcile;

/// <summary>
/// Compares the stored renditions of a cache folder with its disk, collection by collection in natural order, then counts the files. Missing files and those
/// with another length are checked again in a turn of their picture, and rendered again if that is confirmed.
/// </summary>
internal sealed class ReconcileSteps(JobContext context, IRenditionStore files, IImageStore images, ICollectionStore collections, IGrainFactory grains)
    : FolderJobSteps<ReconcileRecord>(context, grains)
{
    private const int AtOnce = 16;
    private readonly DiskWalk _walk = new(files);
    private FolderReport? _counted;

    public override async ValueTask DisposeAsync()
    {
        _counted = null;
        await _walk.DisposeAsync();
    }

    protected override Task<bool> AdvanceAsync(ReconcileRecord job, CacheFolderState folder) =>
        string.Equals(job.Phase, ReconcilePhases.Checking, StringComparison.Ordinal) ? CheckAsync(job, folder) : MeasureAsync(job, folder);

    private async Task<bool> CheckAsync(ReconcileRecord job, CacheFolderState folder)
    {
        var report = job.Report;
        if (job.Cursor is null)
        {
            report = report with { TemporaryFiles = report.TemporaryFiles + await files.PurgeDeadInstancesAsync(folder.Path, CancellationToken.None) };
        }

        var (after, key) = CursorOf(job);
        if (await CollectionAfter(after, key) is not { } collection)
        {
            await SaveAsync(job with { Phase = ReconcilePhases.Measuring, Cursor = null, Report = report });
            return true;
        }

        var page = await images.ListNamedAsync(collection, folder.Id, collection == after ? key : null, Context.Options.PageSize, CancellationToken.None);
        var named = page.Where(p => p.Files.Count > 0).ToList();
        var lost = await CheckAsync(job, folder, named);
        await SaveAsync(job with
        {
            Cursor = page.Count < Context.Options.PageSize ? $"{collection}" : $"{collection} {page[^1].SortKey}",
            Report = report with { Checked = report.Checked + named.Count, Lost = report.Lost + lost },
        });
        return true;
    }

    private async Task<int> CheckAsync(ReconcileRecord job, CacheFolderState folder, List<NamedRenditions> named)
    {
        string[] targets = [.. named.SelectMany(n => n.Files).Select(f => f.Target)];
        var lengths = await files.LengthsAsync(folder.Path, folder.Id.Value, targets, CancellationToken.None);
        var suspects = new List<ImageId>();
        var at = 0;
        foreach (var picture in named)
        {
            if (!picture.Files.Select(f => (long?)f.Bytes).SequenceEqual(lengths.Skip(at).Take(picture.Files.Count)))
            {
                suspects.Add(picture.Id);
            }

            at += picture.Files.Count;
        }

        var lost = await GrainCalls.ForEachAsync(suspects, i => Grains.GetGrain<IImageGrainInternal>(i.Value).Recheck(folder.Id, job.Id), AtOnce);
        return lost.Count(gone => gone);
    }

    private async Task<bool> MeasureAsync(ReconcileRecord job, CacheFolderState folder)
    {
        _counted ??= job.Report;
        if (await _walk.NextAsync(folder, job.Cursor) is not { } found)
        {
            var (bytes, files) = await images.SumRenditionsAsync(folder.Id, CancellationToken.None);
            await DriveOnAsync(job with { Report = _counted with { NamedBytes = bytes, NamedFiles = files } });
            return true;
        }

        _counted = _counted with { DiskFiles = _counted.DiskFiles + found.Files.Count, DiskBytes = _counted.DiskBytes + found.Files.Sum(f => f.Bytes) };
        if (found.Ends)
        {
            await SaveAsync(job with { Cursor = found.Directory, Report = _counted });
        }

        return true;
    }

    // "col_…" when all of that one is checked, "col_… key" on the way.
    private static (CollectionId? Collection, string? Key) CursorOf(ReconcileRecord job) => job.Cursor?.Split(' ', 2) switch
    {
        [var collection, var key] => (CollectionId.FromValidated(collection), key),
        [var collection] => (CollectionId.FromValidated(collection), null),
        _ => (null, null),
    };

    private async Task<CollectionId?> CollectionAfter(CollectionId? after, string? key)
    {
        if (key is not null)
        {
            return after;
        }

        var known = await collections.ListAsync(CancellationToken.None);
        return known.Select(c => c.Id)
            .Where(c => string.CompareOrdinal(c.Value, after?.Value) > 0)
            .OrderBy(c => c.Value, StringComparer.Ordinal)
            .Select(c => (CollectionId?)c)
            .FirstOrDefault();
    }
}
