using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Alarms;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Hosting;

/// <summary>What a silo does when it has started: the default cache folder, dead temporary files, and waking what a stop or a crash left unfinished.</summary>
public sealed partial class PipelineStartup(
    IGrainFactory grains,
    ICollectionStore collections,
    IJobStore jobs,
    IRenditionStore files,
    IOptions<CacheFolderOptions> folders,
    ILogger<PipelineStartup> logger)
{
    /// <summary>Asking twice does no harm.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var known = await EnsureFolderAsync(cancellationToken);
        foreach (var folder in known)
        {
            await PurgeAsync(folder, cancellationToken);
        }

        await Task.WhenAll(Enumerable.Range(0, IDueStore.Shards).Select(shard => grains.GetGrain<IAlarmGrain>(shard).Poke()));
        foreach (var job in await jobs.ListUnfinishedAsync(null, cancellationToken))
        {
            await grains.GetGrain<IJobGrain>(job.Value).Wake();
        }

        foreach (var collection in (await collections.ListAsync(cancellationToken)).Where(c => c.Lifecycle == CollectionLifecycle.Deleting))
        {
            await grains.GetGrain<ICollectionGrain>(collection.Id.Value).Delete();
        }
    }

    private async Task<IReadOnlyList<CacheFolderState>> EnsureFolderAsync(CancellationToken cancellationToken)
    {
        var known = await collections.ListCacheFoldersAsync(cancellationToken);
        if (known.Count > 0)
        {
            return known;
        }

        var path = Path.GetFullPath(folders.Value.DefaultPath ?? throw new InvalidOperationException($"{CacheFolderOptions.Section}:DefaultPath is not set."));
        var state = new CacheFolderState { Id = CacheFolderId.Of(path), Path = path, MaxBytes = folders.Value.DefaultMaxBytes };
        await grains.GetGrain<ICacheFolderWork>(state.Id.Value).Create(state);
        return [state];
    }

    private async Task PurgeAsync(CacheFolderState folder, CancellationToken cancellationToken)
    {
        if (await files.CheckAsync(folder.Path, folder.Id.Value, cancellationToken) is { } fault)
        {
            LogNotReady(folder.Id, folder.Path, fault.Code, fault.Message);
            return;
        }

        var purged = await files.PurgeDeadInstancesAsync(folder.Path, cancellationToken);
        if (purged > 0)
        {
            LogPurged(purged, folder.Path);
        }
    }

    [LoggerMessage(2501, LogLevel.Warning, "Cache folder {FolderId} ({Path}) is not ready: {Code}: {Why}")]
    private partial void LogNotReady(CacheFolderId folderId, string path, string code, string why);

    [LoggerMessage(2502, LogLevel.Information, "Removed {Count} temporary files that an earlier run left in {Path}")]
    private partial void LogPurged(int count, string path);
}
