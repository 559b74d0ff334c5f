using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.CacheFolders;

/// <summary>One cache folder: adding, changing and removing it. Its gate and its jobs are in the other files of this class.</summary>
internal sealed partial class CacheFolderGrain(
    [PersistentState(StateNames.CacheFolders, StateNames.Storage)] IPersistentState<CacheFolderState> record,
    IRenditionStore files,
    IStoredPaths paths,
    IImageStore images,
    ICollectionStore collections,
    IJobStore jobs,
    JobKinds kinds,
    IOptionsMonitor<CacheFolderOptions> options,
    TimeProvider clock,
    ILogger<CacheFolderGrain> logger) : Grain, ICacheFolderGrain, ICacheFolderGrainInternal
{
    private string FolderPath => paths.Resolve(record.State.Path);

    public async Task<CommandResult> Create(CacheFolderState state)
    {
        if (record.RecordExists)
        {
            return CommandResult.Done;
        }

        // The marker first: a stored folder without its marker would look like a disk that is not mounted.
        await files.CreateFolderAsync(state.Path, state.Id.Value, CancellationToken.None);
        if (await files.CheckAsync(state.Path, state.Id.Value, CancellationToken.None) is { } fault)
        {
            return CommandResult.Invalid(fault.Code, fault.Message);
        }

        var created = state with { Path = paths.ToStored(state.Path), CreatedAt = clock.GetUtcNow() };
        await record.StoreAsync(created with { DueAt = Schedule.Next(created, options.CurrentValue) });
        return CommandResult.Done;
    }

    public Task<string?> Locate() => Task.FromResult(record.RecordExists ? FolderPath : null);

    public Task<CacheFolderState?> Describe() => Task.FromResult(record.RecordExists ? record.State with { Path = FolderPath } : null);

    public Task MoveTo(string path) => record.StoreAsync(record.State with { Path = paths.ToStored(path) });

    public async Task<CommandResult> Configure(ConfigureCacheFolderRequest request)
    {
        if (!record.RecordExists)
        {
            return NotFound();
        }

        var state = record.State;
        await record.StoreAsync(state with
        {
            MaxBytes = request.MaxBytes is { } most ? most == 0 ? null : most : state.MaxBytes,
            Weight = request.Weight ?? state.Weight,
            Draining = request.Draining ?? state.Draining,
        });
        LookAnew();
        if (request.Draining == true)
        {
            await StartDrain();
        }

        return CommandResult.Done;
    }

    public async Task<CommandResult> Delete()
    {
        if (!record.RecordExists)
        {
            return NotFound();
        }

        var (id, path) = (record.State.Id, FolderPath);
        if (await Refusal() is { } refused)
        {
            return refused;
        }

        // The record first: a stored folder without its marker would look like an unmounted disk.
        await record.ClearStateAsync();
        try
        {
            await files.RemoveFolderAsync(path, id.Value, CancellationToken.None);
        }
        catch (RenditionStoreException e)
        {
            LogMarkerLeft(id, path, e.Message);
        }

        LogDeleted(id, path);
        DeactivateOnIdle();
        return CommandResult.Done;
    }

    private async Task<CommandResult?> Refusal()
    {
        var state = record.State;
        if (!state.Draining)
        {
            return CommandResult.Conflict("notDrained",
                $"Cache folder {state.Id} ('{FolderPath}') is in use: set its 'draining' to true, and delete it when it is drained.");
        }

        var assigned = (await collections.ListAsync(CancellationToken.None)).Count(c => c.CacheFolderId == state.Id);
        var placed = await images.ListInFolderAsync(state.Id, 1, CancellationToken.None);
        var (bytes, count) = await images.SumRenditionsAsync(state.Id, CancellationToken.None);
        if (assigned > 0 || placed.Count > 0 || _ledger.Reservations > 0)
        {
            return NotEmpty($"{assigned} collections and {count} renditions ({bytes} bytes) still belong to it; wait until job {state.Drain?.JobId} "
                + "has drained it");
        }

        if (await files.CheckAsync(FolderPath, state.Id.Value, CancellationToken.None) is { Code: not CacheFolderCodes.DiskFull } fault)
        {
            return new CommandResult(CommandStatus.Unavailable, fault.Code, $"The contents of cache folder {state.Id} cannot be read: {fault.Message}");
        }

        var (bytesLeft, filesLeft) = await files.MeasureAsync(FolderPath, CancellationToken.None);
        return filesLeft == 0 ? null : NotEmpty($"{filesLeft} files of ours ({bytesLeft} bytes) that no picture refers to are still there; clean them up "
            + $"with POST /api/v1/cache-folders/{state.Id}/clean-orphans?olderThanDays=0&dryRun=false");
    }

    private CommandResult NotEmpty(string what) => CommandResult.Conflict("notEmpty", $"Cache folder {record.State.Id} ('{FolderPath}') is not empty: {what}.");

    private CommandResult NotFound() => CommandResult.NotFound($"There is no cache folder {this.GetPrimaryKeyString()}.");

    private WaitingFor Waiting(string code, string message, bool ofGate = true) =>
        new(code, ofGate ? CacheFolderGate.Of(record.State.Id) : null, message, clock.GetUtcNow());
}
