using Orleans;

namespace MediaPipeline.LocalSilo.Runtime;

/// <summary>Asks an activation to close once nothing runs. What waits is served before, or goes to a fresh activation.</summary>
internal sealed class CloseRequest(DeactivationReason reason) : WorkItem
{
    public DeactivationReason Reason { get; } = reason;
    public bool FinishWaiting { get; set; }
    public bool OnlyIfStale { get; init; }

    public override void Run(TurnScheduler scheduler) => ((Activation)scheduler).Accept(this);
}
