using System.Diagnostics;

namespace MediaPipeline.Contracts.Tracing;

/// <summary>
/// The trace that grain calls belong to: a W3C <c>traceparent</c> in the Orleans request context. Unlike an <see cref="Activity"/> it crosses processes and
/// calls that are not awaited, and it can be stored. Only traces that are recorded are carried.
/// </summary>
public static class PipelineTrace
{
    private const string Key = "mediapipeline.traceparent";

    /// <summary>The trace parent that this call carries; null when it belongs to no recorded trace.</summary>
    public static string? Carried => RequestContext.Get(Key) as string;

    /// <summary>The trace parent of the current activity; null when there is none, or none that is recorded.</summary>
    public static string? OfActivity => Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    /// <summary>Sets the trace parent, or none, that later calls in this async flow carry.</summary>
    public static void Carry(string? traceParent)
    {
        if (traceParent is not null)
        {
            RequestContext.Set(Key, traceParent);
        }
        else
        {
            RequestContext.Remove(Key);
        }
    }
}
