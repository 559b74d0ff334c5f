using System.Collections.Immutable;
using System.Diagnostics;

namespace MediaPipeline.Grains.Tests.Running;

/// <summary>The ended spans of grains that belong to one trace. The listener is the process's, so what other tests do is left out.</summary>
internal sealed class RecordedSpans : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ActivityListener _listener;
    private readonly Lock _lock = new();
    private ImmutableList<Activity> _spans = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RecordedSpans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GrainMeters.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> asked) =>
                asked.TraceId == TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = Add,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ActivityTraceId TraceId { get; } = ActivityTraceId.CreateRandom();

    /// <summary>What a request that is recorded would hand on.</summary>
    public string TraceParent => $"00-{TraceId}-{ActivitySpanId.CreateRandom()}-01";

    public IReadOnlyList<Activity> Named(string name) => [.. _spans.Where(s => s.OperationName == name)];

    public async Task<Activity> WaitForAsync(string name)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var changed = _changed.Task;
            if (Named(name) is [var span, ..])
            {
                return span;
            }

            await changed.WaitAsync(limit.Token);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Activity span)
    {
        if (span.TraceId != TraceId)
        {
            return;
        }

        TaskCompletionSource changed;
        lock (_lock)
        {
            _spans = _spans.Add(span);
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.TrySetResult();
    }
}
