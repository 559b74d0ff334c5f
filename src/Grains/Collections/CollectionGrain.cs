using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Jobs.DeleteCollection;
using MediaPipeline.Grains.Jobs.Scan;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Collections;

/// <summary>One folder or archive of pictures.</summary>
internal sealed class CollectionGrain(
    [PersistentState(StateNames.Collections, StateNames.Storage)] IPersistentState<CollectionState> record,
    ISourceReader sources,
    IJobStore jobs,
    TimeProvider clock) : Grain, ICollectionGrain, ICollectionGrainInternal
{
    private (CacheFolderId Folder, string Path)? _cacheFolderPath;

    public async Task Create(CollectionState state)
    {
        if (!record.RecordExists)
        {
            await Save(state with { CreatedAt = clock.GetUtcNow() });
        }
    }

    public Task<JobStartedResult> Scan(int priority) => Scan(priority, verify: false);

    public Task<JobStartedResult> Verify(int priority) => Scan(priority, verify: true);

    private async Task<JobStartedResult> Scan(int priority, bool verify)
    {
        if (!record.RecordExists)
        {
            return new JobStartedResult(NotFound());
        }

        if (record.State.Lifecycle == CollectionLifecycle.Deleting)
        {
            return new JobStartedResult(CommandResult.Conflict(
                "beingDeleted", $"Collection {record.State.Id} is being deleted by job {record.State.JobId}."), record.State.JobId);
        }

        // A stored job id without a job was left by a crash: the job is started now.
        var last = record.State.JobId is { } id ? await jobs.FindAsync(id, CancellationToken.None) : null;
        if (last is { CompletedAt: null })
        {
            return verify && last is ScanRecord { Verifies: false }
                ? new JobStartedResult(CommandResult.Conflict(
                    "scanRunning", $"Scan {last.Id} is running, and does not read again what looks unchanged: cancel it, or ask again when it has ended."),
                    last.Id)
                : new JobStartedResult(CommandResult.Done, last.Id);
        }

        var job = last is null && record.State.JobId is { } unstarted ? unstarted : JobId.Create(clock.GetUtcNow());
        await Save(record.State with { JobId = job });
        await GrainFactory.GetGrain<IJobGrain>(job.Value).Start(new StartJobRequest(record.State.Path, priority, new ScanPayload(record.State.Id, verify)));
        return new JobStartedResult(CommandResult.Done, job);
    }

    public async Task<JobStartedResult> Delete()
    {
        if (!record.RecordExists)
        {
            return new JobStartedResult(NotFound());
        }

        var state = record.State;
        var deletion = state.Lifecycle == CollectionLifecycle.Deleting && state.JobId is { } running ? running : JobId.Create(clock.GetUtcNow());
        if (state.Lifecycle != CollectionLifecycle.Deleting)
        {
            await Save(state with { Lifecycle = CollectionLifecycle.Deleting, JobId = deletion });
        }

        await GrainFactory.GetGrain<IJobGrain>(deletion.Value).Start(new StartJobRequest(state.Path, 1, new DeleteCollectionPayload(state.Id)));
        return new JobStartedResult(CommandResult.Done, deletion);
    }

    public async Task<CollectionFacts?> Describe()
    {
        if (!record.RecordExists)
        {
            return null;
        }

        var state = record.State;
        var folder = state.CacheFolderId ?? throw new InvalidOperationException($"Collection {state.Id} has no cache folder.");
        // Turns interleave here: folder and path must be read together.
        var path = _cacheFolderPath is { } known && known.Folder == folder ? known.Path
            : await GrainFactory.GetGrain<ICacheFolderGrainInternal>(folder.Value).Locate();
        if (path is null)
        {
            return null;
        }

        _cacheFolderPath = (folder, path);
        return new CollectionFacts(state.Id, state.Path, state.Kind, folder, path, state.Lifecycle == CollectionLifecycle.Deleting);
    }

    public Task<WaitingFor?> FindGate()
    {
        var state = record.State;
        var fault = !record.RecordExists ? null : sources.Inspect(state.Path).Status switch
        {
            SourceStatus.Missing => $"Its source '{state.Path}' is gone; mount its disk or put it back, and work resumes automatically.",
            SourceStatus.NotReadable => $"Its source '{state.Path}' may not be read; give the server's user permission, and work resumes automatically.",
            SourceStatus.Folder when state.Kind == CollectionKind.Folder => null,
            SourceStatus.Archive when state.Kind == CollectionKind.Archive => null,
            _ => $"Its source '{state.Path}' is no longer {(state.Kind == CollectionKind.Folder ? "a folder" : "an archive")}; put it back, and "
                + "work resumes automatically.",
        };
        return Task.FromResult(fault is null ? null : new WaitingFor("sourceUnavailable", SourceGate.Of(state.Id), fault, clock.GetUtcNow()));
    }

    public async Task MoveTo(CacheFolderId folder)
    {
        if (record.RecordExists && record.State.CacheFolderId != folder)
        {
            await Save(record.State with { CacheFolderId = folder });
        }
    }

    public async Task ScanEnded(JobId job, IReadOnlyDictionary<string, long> ignored)
    {
        if (record.RecordExists && record.State.JobId == job)
        {
            await Save(record.State with { LastScannedAt = clock.GetUtcNow(), Ignored = ignored });
        }
    }

    public async Task Forget()
    {
        if (record.RecordExists)
        {
            await record.ClearStateAsync();
        }

        DeactivateOnIdle();
    }

    private Task Save(CollectionState state) => record.StoreAsync(state);

    private CommandResult NotFound() => CommandResult.NotFound($"There is no collection {this.GetPrimaryKeyString()}.");
}
