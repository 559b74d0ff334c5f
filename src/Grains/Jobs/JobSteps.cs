using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.Jobs;

/// <summary>
/// The work of one job, in small steps. An instance lives as long as the job's activation and has no state that cannot be restored from the store.
/// </summary>
internal abstract class JobSteps : IAsyncDisposable
{
    /// <summary>Takes one step. True when there is more to do at once; otherwise its alarm grain or a notification triggers the next.</summary>
    public abstract Task<bool> StepAsync(JobRecord job);

    /// <summary>An item has ended or waits. Called between the awaits of a step: it may only change memory.</summary>
    public virtual void ItemIdle(string item, WaitingFor? waitingFor)
    {
    }

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
