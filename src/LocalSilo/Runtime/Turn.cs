namespace MediaPipeline.LocalSilo.Runtime;

/// <summary>A unit of grain code that waits at the gate of its activation: a request, or a tick of a timer.</summary>
internal abstract class Turn : WorkItem
{
    public virtual bool AlwaysInterleaves => false;
    public virtual bool IsReadOnly => false;

    /// <summary>Nobody waits for it any more, so it need not start.</summary>
    public virtual bool IsAbandoned => false;

    public virtual bool KeepsAlive => true;

    /// <summary>How it was let in, so that it is let out the same way.</summary>
    public Admission Admission { get; set; }

    public sealed override void Run(TurnScheduler scheduler) => ((Activation)scheduler).Receive(this);

    /// <summary>Runs grain code; never throws. Called on the activation's loop.</summary>
    public abstract Task RunAsync(Activation activation);

    /// <summary>The activation is closed: a request goes to a fresh one, a tick is dropped.</summary>
    public abstract void Forward(Silo silo);

    /// <summary>The activation could not be made.</summary>
    public abstract void Fail(Exception exception);
}

internal enum Admission : byte
{
    Exclusive,
    Shared,
    Interleaved,
}
