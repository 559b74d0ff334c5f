using System.Diagnostics;

namespace MediaPipeline.Contracts.Tracing;

/// <summary>
/// The trace that calls from grain to grain belong to: a W3C <c>traceparent</c> among the values that flow with them. Unlike an <see cref="Activity"/> it
/// crosses processes and calls that nobody waits for, and it can be stored. Only traces that are recorded are carried.
/// </summary>
public static class PipelineTrace
{
    private const string Key = "mediapipeline.traceparent";

    /// <summary>The trace parent that this call carries; null when it belongs to no recorded trace.</summary>
    public static string? Carried => RequestContext.Get(Key) as string;

    /// <summary>The trace parent of the activity under way here; null when there is none, or none that is recorded.</summary>
    public static string? OfActivity => Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    /// <summary>Lets the calls that follow in this flow carry that trace parent, or none.</summary>
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
