using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.CacheFolders;

/// <summary>The jobs over the folder: at most one of each kind at a time, whoever asks for it.</summary>
internal sealed partial class CacheFolderGrain
{
    // What a person asked for goes before what the schedule does.
    private const int AskedPriority = 3, ScheduledPriority = 8;

    public Task<JobStartedResult> Reconcile() => StartAsked(JobType.Reconcile, null);

    public Task<JobStartedResult> CleanOrphans(CleanUp cleanUp) => StartAsked(JobType.CleanOrphans, cleanUp);

    public async Task JobEnded(JobType type, JobId job)
    {
        if (record.RecordExists && TaskOf(type) is { } task && task.JobId == job)
        {
            await record.StoreAsync(With(type, task with { LastEndedAt = clock.GetUtcNow() }));
        }
    }

    public async Task Wake()
    {
        if (!record.RecordExists)
        {
            DeactivateOnIdle();
            return;
        }

        if (FolderSchedule.DueJob(record.State, options.CurrentValue, clock.GetUtcNow()) is { } due)
        {
            await Start(due, due == JobType.CleanOrphans ? new CleanUp(options.CurrentValue.CleanOrphansOlderThanDays, DryRun: false, CountFirst: true) : null, ScheduledPriority);
        }
        else if (record.State.Draining && await IsUsed())
        {
            // Whatever ended its draining early: as long as it is to be drained it is.
            await Start(JobType.Drain, null);
        }

        var next = FolderSchedule.Next(record.State, options.CurrentValue);
        if (next != record.State.DueAt)
        {
            await record.StoreAsync(record.State with { DueAt = next });
        }
    }

    private async Task<bool> IsUsed() =>
        (await images.ListInFolderAsync(record.State.Id, 1, CancellationToken.None)).Count > 0
        || (await collections.ListAsync(CancellationToken.None)).Any(c => c.CacheFolderId == record.State.Id);

    private async Task<JobStartedResult> StartAsked(JobType type, CleanUp? cleanUp) =>
        record.RecordExists ? new JobStartedResult(CommandResult.Done, await Start(type, cleanUp)) : new JobStartedResult(NotFound());

    /// <summary>The job that runs, or a new one. Its id is stored first; one that was stored and never started belongs to a crash, and is started now.</summary>
    private async Task<JobId> Start(JobType type, CleanUp? cleanUp, int priority = AskedPriority)
    {
        var task = TaskOf(type);
        var last = task is null ? null : await jobs.FindAsync(task.JobId, CancellationToken.None);
        if (last is { CompletedAt: null })
        {
            // The schedule counts from here: it neither piles up behind a job that rests nor asks for it without end.
            await record.StoreAsync(With(type, task! with { StartedAt = clock.GetUtcNow() }));
            return last.Id;
        }

        if (task is null || last is not null)
        {
            task = new FolderTask(JobId.Create(clock.GetUtcNow()), clock.GetUtcNow(), task?.LastEndedAt);
            await record.StoreAsync(With(type, task));
        }

        await GrainFactory.GetGrain<IJobGrain>(task.JobId.Value).Start(
            new StartJobRequest(type, FolderPath, priority, CacheFolderId: record.State.Id, CleanUp: cleanUp));
        return task.JobId;
    }

    private FolderTask? TaskOf(JobType type) => type switch
    {
        JobType.Reconcile => record.State.Reconcile,
        JobType.CleanOrphans => record.State.CleanUp,
        JobType.Drain => record.State.Drain,
        _ => throw new InvalidOperationException($"No job of type {type} works on a cache folder."),
    };

    private CacheFolderState With(JobType type, FolderTask task)
    {
        var state = type switch
        {
            JobType.Reconcile => record.State with { Reconcile = task },
            JobType.CleanOrphans => record.State with { CleanUp = task },
            JobType.Drain => record.State with { Drain = task },
            _ => throw new InvalidOperationException($"No job of type {type} works on a cache folder."),
        };
        return state with { DueAt = FolderSchedule.Next(state, options.CurrentValue) };
    }
}
