using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs;

/// <summary>The work of one kind of job, in small steps. It lives as long as the job's activation and keeps nothing that the store could not give back.</summary>
internal abstract class JobWork : IAsyncDisposable
{
    /// <summary>Where a job of that kind begins.</summary>
    public static JobPhase FirstPhase(JobType type, CleanUp? cleanUp) => type switch
    {
        JobType.ScanCollection => JobPhase.Reading,
        JobType.DeleteCollection => JobPhase.Deleting,
        JobType.RetryItems or JobType.SkipItems => JobPhase.Retrying,
        JobType.Reconcile => JobPhase.Checking,
        JobType.CleanOrphans => cleanUp is { DryRun: false, CountFirst: false } ? JobPhase.Cleaning : JobPhase.Counting,
        JobType.Drain => JobPhase.Moving,
        _ => throw new InvalidOperationException($"No job of type {type} can be started."),
    };

    /// <summary>Takes one step. True when there is more to do at once; otherwise its alarm or a message brings the next.</summary>
    public abstract Task<bool> StepAsync(JobRecord job);

    /// <summary>A picture came to rest or waits. Called between the awaits of a step: it may only change what is in memory.</summary>
    public virtual void ItemIdle(string item, WaitingFor? waitingFor)
    {
    }

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
