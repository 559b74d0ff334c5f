using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Hosting;

/// <summary>
/// Runs when a silo has started: adds the default cache folder, deletes leftover temporary files, and wakes what a stop or a crash left unfinished.
/// </summary>
public sealed partial class PipelineStartup(
    IGrainFactory grains,
    ICollectionStore collections,
    IRenditionStore files,
    ItemRecovery recovery,
    IOptions<CacheFolderOptions> folders,
    TimeProvider clock,
    ILogger<PipelineStartup> logger)
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(1);

    private readonly HashSet<(CacheFolderId, string?)> _saidNotReady = [];

    private string DefaultPath => Path.GetFullPath(
        folders.Value.DefaultPath ?? throw new InvalidOperationException($"{CacheFolderOptions.Section}:DefaultPath is not set."));

    /// <summary>
    /// Idempotent. If the database or another silo becomes unavailable meanwhile, or takes too long, the server does not end: this is repeated.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await RunOnceAsync(cancellationToken);
                return;
            }
            catch (Exception e) when ((Outage.Find(e) ?? e as TimeoutException) is { } outage)
            {
                LogHeld(outage.Message);
            }

            await Task.Delay(AgainAfter, clock, cancellationToken);
        }
    }

    private async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var known = await EnsureFolderAsync(cancellationToken);
        foreach (var folder in known)
        {
            await PurgeAsync(await FindMovedAsync(folder, cancellationToken), cancellationToken);
        }

        await recovery.RecoverAsync(cancellationToken);
        foreach (var collection in (await collections.ListAsync(cancellationToken)).Where(c => c.Lifecycle == CollectionLifecycle.Deleting))
        {
            await grains.GetGrain<ICollectionGrain>(collection.Id.Value).Delete();
        }

        // Settings may have changed the schedule, and jobs may have become due meanwhile.
        foreach (var folder in known)
        {
            await grains.GetGrain<ICacheFolderGrainInternal>(folder.Id.Value).Wake();
        }
    }

    private async Task<IReadOnlyList<CacheFolderState>> EnsureFolderAsync(CancellationToken cancellationToken)
    {
        var known = await collections.ListCacheFoldersAsync(cancellationToken);
        if (known.Count > 0)
        {
            return known;
        }

        var state = new CacheFolderState { Id = CacheFolderId.Of(DefaultPath), Path = DefaultPath, MaxBytes = folders.Value.DefaultMaxBytes };
        var made = await grains.GetGrain<ICacheFolderGrainInternal>(state.Id.Value).Create(state);
        if (made.Status != CommandStatus.Done)
        {
            SayNotReady(state, made.Code, made.Message);
        }

        return await collections.ListCacheFoldersAsync(cancellationToken);
    }

    /// <summary>
    /// A data directory of a version that stored absolute paths was moved: the default folder is at its new path, and its marker identifies it.
    /// </summary>
    private async Task<CacheFolderState> FindMovedAsync(CacheFolderState folder, CancellationToken cancellationToken)
    {
        var stored = await files.CheckAsync(folder.Path, folder.Id.Value, cancellationToken);
        if (stored is not { Code: "markerMissing" } || await files.CheckAsync(DefaultPath, folder.Id.Value, cancellationToken) is { Code: "markerMissing" })
        {
            return folder;
        }

        await grains.GetGrain<ICacheFolderGrainInternal>(folder.Id.Value).MoveTo(DefaultPath);
        LogMoved(folder.Id, folder.Path, DefaultPath);
        return folder with { Path = DefaultPath };
    }

    private async Task PurgeAsync(CacheFolderState folder, CancellationToken cancellationToken)
    {
        if (await files.CheckAsync(folder.Path, folder.Id.Value, cancellationToken) is { } fault)
        {
            SayNotReady(folder, fault.Code, fault.Message);
            return;
        }

        var purged = await files.PurgeDeadInstancesAsync(folder.Path, cancellationToken);
        if (purged > 0)
        {
            LogPurged(purged, folder.Path);
        }
    }

    // Once, however often the start is repeated.
    private void SayNotReady(CacheFolderState folder, string? code, string? why)
    {
        if (_saidNotReady.Add((folder.Id, code)))
        {
            LogNotReady(folder.Id, folder.Path, code ?? "", why ?? "");
        }
    }

    [LoggerMessage(2504, LogLevel.Debug, "The start is repeated: {Why}")]
    private partial void LogHeld(string why);

    [LoggerMessage(2501, LogLevel.Warning, "Cache folder {FolderId} ({Path}) is not ready: {Code}: {Why}")]
    private partial void LogNotReady(CacheFolderId folderId, string path, string code, string why);

    [LoggerMessage(2502, LogLevel.Information, "Removed {Count} temporary files that an earlier run left in {Path}")]
    private partial void LogPurged(int count, string path);

    [LoggerMessage(2503, LogLevel.Information, "Cache folder {FolderId} has moved with the data directory from {Before} to {Path}")]
    private partial void LogMoved(CacheFolderId folderId, string before, string path);
}
