using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Jobs.CleanOrphans;
using MediaPipeline.Grains.Jobs.Drain;
using MediaPipeline.Grains.Jobs.Folders;
using MediaPipeline.Grains.Jobs.Reconcile;

namespace MediaPipeline.Grains.CacheFolders;

/// <summary>The jobs over the folder: at most one of each kind at a time, requested or scheduled.</summary>
internal sealed partial class CacheFolderGrain
{
    // Requested jobs go before scheduled ones.
    private const int AskedPriority = 3, ScheduledPriority = 8;

    private readonly IReadOnlyList<IFolderJobKind> _kinds = [.. kinds.All.OfType<IFolderJobKind>()];

    private FolderSchedule Schedule => new(_kinds);

    public Task<JobStartedResult> Reconcile() => StartAsked(id => new ReconcilePayload(id));

    public Task<JobStartedResult> CleanOrphans(CleanUp cleanUp) => StartAsked(id => new CleanOrphansPayload(id, cleanUp));

    public async Task JobEnded(JobId job)
    {
        if (record.RecordExists && _kinds.FirstOrDefault(kind => kind.TaskOf(record.State)?.JobId == job) is { } ended)
        {
            await record.StoreAsync(With(ended, ended.TaskOf(record.State)! with { LastEndedAt = clock.GetUtcNow() }));
        }
    }

    public async Task Wake()
    {
        if (!record.RecordExists)
        {
            DeactivateOnIdle();
            return;
        }

        if (Schedule.DueJob(record.State, options.CurrentValue, clock.GetUtcNow()) is { } due)
        {
            await Start(due.Scheduled(record.State.Id, options.CurrentValue), ScheduledPriority);
        }
        else if (record.State.Draining && await IsUsed())
        {
            // Whatever ended an earlier drain: as long as the folder is marked as draining, it is drained.
            await StartDrain();
        }

        var next = Schedule.Next(record.State, options.CurrentValue);
        if (next != record.State.DueAt)
        {
            await record.StoreAsync(record.State with { DueAt = next });
        }
    }

    private async Task<bool> IsUsed() =>
        (await images.ListInFolderAsync(record.State.Id, 1, CancellationToken.None)).Count > 0
        || (await collections.ListAsync(CancellationToken.None)).Any(c => c.CacheFolderId == record.State.Id);

    private async Task<JobStartedResult> StartAsked(Func<CacheFolderId, JobPayload> payload) => record.RecordExists
        ? new JobStartedResult(CommandResult.Done, await Start(payload(record.State.Id), AskedPriority))
        : new JobStartedResult(NotFound());

    private Task<JobId> StartDrain() => Start(new DrainPayload(record.State.Id), AskedPriority);

    /// <summary>The running job, or a new one. Its id is stored first; an id without a job was left by a crash, and its job is started now.</summary>
    private async Task<JobId> Start(JobPayload payload, int priority)
    {
        var kind = (IFolderJobKind)kinds.For(payload);
        var task = kind.TaskOf(record.State);
        var last = task is null ? null : await jobs.FindAsync(task.JobId, CancellationToken.None);
        if (last is { CompletedAt: null })
        {
            // The schedule continues from here, so that jobs neither pile up behind a waiting one nor are requested again and again.
            await record.StoreAsync(With(kind, task! with { StartedAt = clock.GetUtcNow() }));
            return last.Id;
        }

        if (task is null || last is not null)
        {
            task = new FolderTask(JobId.Create(clock.GetUtcNow()), clock.GetUtcNow(), task?.LastEndedAt);
            await record.StoreAsync(With(kind, task));
        }

        await GrainFactory.GetGrain<IJobGrain>(task.JobId.Value).Start(new StartJobRequest(FolderPath, priority, payload));
        return task.JobId;
    }

    private CacheFolderState With(IFolderJobKind kind, FolderTask task)
    {
        var state = kind.With(record.State, task);
        return state with { DueAt = Schedule.Next(state, options.CurrentValue) };
    }
}
