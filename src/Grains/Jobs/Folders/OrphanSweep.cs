using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs.Folders;

/// <summary>
/// Finds files that have the name of a rendition and that no stored state refers to: the store is queried after the file was seen, and a file is deleted in a
/// turn of the picture whose id is in its name, which checks its own state and the file's time again. Counting does the same without deleting.
/// </summary>
internal sealed class OrphanSweep<T>(IRenditionStore files, IImageStore images, IGrainFactory grains) : IAsyncDisposable
    where T : FolderJobRecord
{
    private const int AtOnce = 16;
    private readonly DiskWalk _walk = new(files);
    private FolderReport? _report;
    private List<string> _examples = [];

    /// <summary>Takes the next step. Null when everything is swept; <c>Whole</c>: the job can be stored.</summary>
    public async Task<(T Job, bool Whole)?> StepAsync(T job, CacheFolderState folder, DateTimeOffset changedUntil, bool delete)
    {
        _report ??= job.Report;
        if (await _walk.NextAsync(folder, job.Cursor) is not { } found)
        {
            return null;
        }

        _report = _report with { DiskFiles = _report.DiskFiles + found.Files.Count, DiskBytes = _report.DiskBytes + found.Files.Sum(f => f.Bytes) };
        var orphans = await OrphansAsync(folder, found, changedUntil);
        _report = _report with { OrphanFiles = _report.OrphanFiles + orphans.Count, OrphanBytes = _report.OrphanBytes + orphans.Sum(f => f.Bytes) };
        var left = Math.Max(0, JobRecord.MaxWarnings - _examples.Count);
        _examples.AddRange(orphans.Take(left).Select(f => $"'{f.Target}' ({f.Bytes} bytes) belongs to no picture."));
        if (delete)
        {
            await DeleteAsync(folder, found, orphans, changedUntil);
        }

        return (job with
        {
            Cursor = found.Ends ? found.Directory : job.Cursor,
            Report = _report,
            Warnings = [.. job.Warnings.Concat(_examples).Distinct(StringComparer.Ordinal).Take(JobRecord.MaxWarnings)],
        }, found.Ends);
    }

    public async ValueTask DisposeAsync()
    {
        (_report, _examples) = (null, []);
        await _walk.DisposeAsync();
    }

    private async Task<IReadOnlyList<FoundFile>> OrphansAsync(CacheFolderState folder, FoundFiles found, DateTimeOffset changedUntil)
    {
        var old = found.Files.Where(f => f.ModifiedAt <= changedUntil).ToList();
        var named = await images.FindNamedAsync([.. old.Select(f => f.Image).Distinct()], CancellationToken.None);
        var targets = named.Where(n => n.CacheFolderId == folder.Id).SelectMany(n => n.Files).Select(f => f.Target).ToHashSet(StringComparer.Ordinal);
        return [.. old.Where(f => !targets.Contains(f.Target))];
    }

    private async Task DeleteAsync(CacheFolderState folder, FoundFiles found, IReadOnlyList<FoundFile> orphans, DateTimeOffset changedUntil)
    {
        var gone = await GrainCalls.ForEachAsync(
            orphans.GroupBy(f => f.Image),
            g => grains.GetGrain<IImageGrainInternal>(g.Key.Value).DeleteUnnamed(folder.Id, g.Select(f => f.Target).ToArray(), changedUntil),
            AtOnce);
        _report = _report! with { DeletedFiles = _report.DeletedFiles + gone.Sum(d => d.Files), DeletedBytes = _report.DeletedBytes + gone.Sum(d => d.Bytes) };
        if (found.Ends && await files.DeleteEmptyDirectoryAsync(folder.Path, folder.Id.Value, found.Directory, CancellationToken.None))
        {
            _report = _report! with { DeletedDirectories = _report.DeletedDirectories + 1 };
        }
    }
}
