using System.Diagnostics;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Worker;

namespace MediaPipeline.Imaging.Pool;

/// <summary>How the pool ended its work on a picture.</summary>
internal abstract record PoolResult
{
    private PoolResult() { }

    /// <summary>What a probe found, even if rendering the picture after that came to nothing.</summary>
    internal KnownFacts? Known { get; init; }

    /// <summary>Whether nothing but a probe was made, and went well.</summary>
    internal bool IsProbeOnly => this is Answered { Answer.Outcome: WorkerOutcome.Probed };

    internal sealed record Answered(WorkerAnswer Answer) : PoolResult;

    /// <summary>The worker died, or had to be killed, twice with this picture.</summary>
    internal sealed record Quarantined(Fault Fault) : PoolResult;

    /// <summary>The worker waited for the source until the time limit, and used hardly any processor time.</summary>
    internal sealed record Stalled(Fault Fault) : PoolResult;
}

/// <summary>One picture that waits for a worker, or has one.</summary>
internal sealed class PoolJob(WorkerRequest request, int priority, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<PoolResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _arrived = Stopwatch.GetTimestamp();
    private int _taken;

    /// <summary>The trace of the caller; null when there is none.</summary>
    internal ActivityContext? Trace { get; } = Activity.Current is { Recorded: true } asking ? asking.Context : null;

    /// <summary>Time since it was queued.</summary>
    internal TimeSpan Queued => Stopwatch.GetElapsedTime(_arrived);

    internal WorkerRequest Request => request;

    internal int Priority => priority;

    /// <summary>Order of arrival, among equals in priority.</summary>
    internal long Number { get; init; }

    internal CancellationToken Cancellation => cancellationToken;

    internal Task<PoolResult> Completion => _completion.Task;

    /// <summary>The first to call this owns the job: the worker that starts it, or the cancellation that removes it from the queue.</summary>
    internal bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

    internal void Complete(PoolResult result) => _completion.TrySetResult(result);

    internal void Cancel(CancellationToken token) => _completion.TrySetCanceled(token);

    internal void Fail(Exception error) => _completion.TrySetException(error);
}

/// <summary>By priority, then in order of arrival.</summary>
internal sealed class PoolJobOrder : IComparer<PoolJob>
{
    public int Compare(PoolJob? x, PoolJob? y) => (x!.Priority, x.Number).CompareTo((y!.Priority, y.Number));
}
