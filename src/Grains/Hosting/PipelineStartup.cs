using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Hosting;

/// <summary>What a silo does when it has started: the default cache folder, dead temporary files, and waking what a stop or a crash left unfinished.</summary>
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
    /// Asking twice does no harm. A database or another silo that goes away meanwhile, or takes too long, does not end the server: it begins anew.
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

        // Settings may have changed the schedule, and what was due meanwhile is due now.
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
    /// A data directory that was moved by a version which stored whole paths: the default folder lies in its new place, and its marker says that it is the
    /// same.
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

    // Once, however often the start begins anew.
    private void SayNotReady(CacheFolderState folder, string? code, string? why)
    {
        if (_saidNotReady.Add((folder.Id, code)))
        {
            LogNotReady(folder.Id, folder.Path, code ?? "", why ?? "");
        }
    }

    [LoggerMessage(2504, LogLevel.Debug, "The start begins anew: {Why}")]
    private partial void LogHeld(string why);

    [LoggerMessage(2501, LogLevel.Warning, "Cache folder {FolderId} ({Path}) is not ready: {Code}: {Why}")]
    private partial void LogNotReady(CacheFolderId folderId, string path, string code, string why);

    [LoggerMessage(2502, LogLevel.Information, "Removed {Count} temporary files that an earlier run left in {Path}")]
    private partial void LogPurged(int count, string path);

    [LoggerMessage(2503, LogLevel.Information, "Cache folder {FolderId} has moved with the data directory from {Before} to {Path}")]
    private partial void LogMoved(CacheFolderId folderId, string before, string path);
}
