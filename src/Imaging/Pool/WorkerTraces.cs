using System.Diagnostics;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Imaging.Pool;

/// <summary>The spans of the worker processes: from when a worker takes a picture to its result, a second try included.</summary>
internal static class WorkerTraces
{
    private static readonly ActivitySource Source = new("MediaPipeline.Imaging");

    /// <summary>Null where nobody listens, and for a picture that belongs to no trace.</summary>
    internal static Activity? Start(PoolJob job) => job.Trace is { } parent
        ? Source.StartActivity(job.Request.Render is null ? "worker probe" : "worker render", ActivityKind.Internal, parent)
            ?.SetTag("mediapipeline.queued", job.Queued.TotalSeconds)
        : null;

    internal static void End(Activity? span, PoolResult result)
    {
        span?.SetTag("mediapipeline.outcome", result is PoolResult.Answered answered ? answered.Answer.Outcome.ToString() : result.GetType().Name);
        if (FaultOf(result) is { } fault)
        {
            span?.SetStatus(ActivityStatusCode.Error, fault.Code);
        }
    }

    private static Fault? FaultOf(PoolResult result) => result switch
    {
        PoolResult.Answered answered => answered.Answer.Fault,
        PoolResult.Quarantined quarantined => quarantined.Fault,
        PoolResult.Stalled stalled => stalled.Fault,
        _ => null,
    };
}
