using System.Diagnostics;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Worker;

namespace MediaPipeline.Imaging.Pool;

/// <summary>The spans of the worker processes: from when a worker takes a picture to its result, a second try included.</summary>
internal static class WorkerTraces
{
    private const string Outcome = "mediapipeline.outcome";
    private static readonly ActivitySource Source = new("MediaPipeline.Imaging");

    /// <summary>Null where nobody listens, and for a picture that belongs to no trace.</summary>
    internal static Activity? Start(PoolJob job) => job.Trace is { } parent
        ? Source.StartActivity(job.Request.Render is null ? "worker probe" : "worker render", ActivityKind.Internal, parent)
            ?.SetTag("mediapipeline.queued", job.Queued.TotalSeconds)
        : null;

    /// <summary>A picture that was rendered right after it was probed has a span for each, one after the other.</summary>
    internal static void End(Activity? span, PoolJob job, PoolResult result)
    {
        if (span is not null && job.Request.Probe is not null && !result.IsProbeOnly && result.Known is { } known)
        {
            span.SetTag(Outcome, nameof(WorkerOutcome.Probed)).SetEndTime(known.At.UtcDateTime);
            using var render = Source.StartActivity("worker render", ActivityKind.Internal, job.Trace!.Value, startTime: known.At);
            Describe(render, result);
            return;
        }

        Describe(span, result);
    }

    private static void Describe(Activity? span, PoolResult result)
    {
        span?.SetTag(Outcome, result is PoolResult.Answered answered ? answered.Answer.Outcome.ToString() : result.GetType().Name);
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
