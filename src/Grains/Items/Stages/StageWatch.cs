using System.Diagnostics.Metrics;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Tracing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Grains.Items.Stages;

/// <summary>Watches the work of a stage: it is measured, traced, and has an outcome even if it throws.</summary>
internal sealed partial class StageWatch(TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<StageWatch> logger)
{
    private static readonly Meter Meter = new(GrainMeters.Name);
    private static readonly Histogram<double> Durations =
        Meter.CreateHistogram<double>("mediapipeline.stage.duration", "s", "How long attempts took, by stage and outcome.");

    /// <summary>Throws only when the silo stops or the database is unavailable: then there is no outcome.</summary>
    public Task<StageOutcome> RunAsync(StageRun run, Func<CancellationToken, Task<StageOutcome>> work) => RunAsync(run, clock.GetUtcNow(), work);

    /// <summary>The rest of a stage that began while the attempt was at the stage before it.</summary>
    public async Task<NextStage> FollowAsync(StageRun run, DateTimeOffset startedAt, Func<CancellationToken, Task<StageOutcome>> rest) =>
        new(run.Stage, startedAt, await RunAsync(run, startedAt, rest));

    private async Task<StageOutcome> RunAsync(StageRun run, DateTimeOffset startedAt, Func<CancellationToken, Task<StageOutcome>> work)
    {
        using var span = GrainTraces.StartStage(run, startedAt);
        var outcome = await TryAsync(run, work);
        var endedAt = outcome is StageOutcome.Completed { Next.StartedAt: var next } ? next : clock.GetUtcNow();
        GrainTraces.EndStage(span, outcome, endedAt);
        Durations.Record((endedAt - startedAt).TotalSeconds, new("stage", run.Stage), new KeyValuePair<string, object?>("outcome", outcome.Label));
        return outcome;
    }

    private async Task<StageOutcome> TryAsync(StageRun run, Func<CancellationToken, Task<StageOutcome>> work)
    {
        try
        {
            return await work(lifetime.ApplicationStopping);
        }
        catch (Exception e) when (Outage.Find(e) is null && !(e is OperationCanceledException && lifetime.ApplicationStopping.IsCancellationRequested))
        {
            LogBroken(e, run.Item.ItemId, run.Item.FullName, run.Stage, run.Attempt);
            return new StageOutcome.Retry(new Fault("stageBroken", $"Stage '{run.Stage}' threw an exception at '{run.Item.FullName}': {e.Message}"));
        }
    }

    [LoggerMessage(2101, LogLevel.Error, "Item {ItemId} ({Name}): stage {Stage} threw an exception in attempt {Attempt}")]
    private partial void LogBroken(Exception e, string itemId, string name, string stage, int attempt);
}
