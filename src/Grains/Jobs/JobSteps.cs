using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.Jobs;

/// <summary>What one job does, in small steps. They live as long as the job's activation and keep nothing that the store could not give back.</summary>
internal abstract class JobSteps : IAsyncDisposable
{
    /// <summary>Takes one step. True when there is more to do at once; otherwise its alarm or a message brings the next.</summary>
    public abstract Task<bool> StepAsync(JobRecord job);

    /// <summary>An item has come to an end or waits. Called between the awaits of a step: it may only change what is in memory.</summary>
    public virtual void ItemIdle(string item, WaitingFor? waitingFor)
    {
    }

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
