using System.Diagnostics;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Tracing;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Tracing;

/// <summary>The spans of grains. Without a listener none is created, and nothing is carried or stored.</summary>
internal static class GrainTraces
{
    private static readonly ActivitySource Source = new(GrainMeters.Name);

    /// <summary>A job is stored: a child of the request that started it, otherwise the root of a new trace. It is the parent of the job's work.</summary>
    public static Activity? StartJob(JobRecord job)
    {
        var span = Source.StartActivity("job start", ActivityKind.Internal, Parse(PipelineTrace.Carried));
        Describe(span, job);
        return span;
    }

    /// <summary>A job has ended: one span over its whole duration, which an activity in memory might not have survived.</summary>
    public static void EndJob(JobRecord job)
    {
        if (job is not { TraceParent: { } parent, StartedAt: { } started, CompletedAt: { } ended })
        {
            return;
        }

        using var span = Source.StartActivity("job", ActivityKind.Internal, Parse(parent), startTime: started);
        Describe(span, job);
        span?.SetTag("mediapipeline.job.state", job.State.ToString())
            .SetTag("mediapipeline.job.failed", job.FinalProgress?.Failed)
            .SetEndTime(ended.UtcDateTime);
        if (job.State is JobState.Failed or JobState.CompletedWithErrors)
        {
            span?.SetStatus(ActivityStatusCode.Error, job.Failure?.Code);
        }
    }

    /// <summary>An attempt at a stage, queue included. Null when its item belongs to no trace: it does not start one.</summary>
    public static Activity? StartStage(StageRun work, DateTimeOffset startedAt)
    {
        if (PipelineTrace.Carried is not { } parent)
        {
            return null;
        }

        return Source.StartActivity($"stage {work.Stage}", ActivityKind.Internal, Parse(parent), startTime: startedAt)
            ?.SetTag("mediapipeline.item.id", work.Item.ItemId)
            .SetTag("mediapipeline.job.id", work.Item.JobId?.Value)
            .SetTag("mediapipeline.stage", work.Stage)
            .SetTag("mediapipeline.attempt", work.Attempt);
    }

    public static void EndStage(Activity? span, StageOutcome outcome, DateTimeOffset endedAt)
    {
        span?.SetTag("mediapipeline.outcome", outcome.Label).SetEndTime(endedAt.UtcDateTime);
        if (FaultOf(outcome) is { } fault)
        {
            span?.SetStatus(ActivityStatusCode.Error, fault.Code);
        }
    }

    private static Fault? FaultOf(StageOutcome outcome) => outcome switch
    {
        StageOutcome.Rejected rejected => rejected.Fault,
        StageOutcome.Quarantined quarantined => quarantined.Fault,
        StageOutcome.Failed failed => failed.Fault,
        StageOutcome.Retry retry => retry.Fault,
        _ => null,
    };

    private static void Describe(Activity? span, JobRecord job) => span
        ?.SetTag("mediapipeline.job.id", job.Id.Value)
        .SetTag("mediapipeline.job.type", job.Type)
        .SetTag("mediapipeline.collection.id", job.OfCollection?.Value);

    private static ActivityContext Parse(string? traceParent) =>
        traceParent is not null && ActivityContext.TryParse(traceParent, null, isRemote: true, out var context) ? context : default;
}
