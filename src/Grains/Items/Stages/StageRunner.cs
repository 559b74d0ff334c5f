using System.Diagnostics;
using System.Diagnostics.Metrics;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Tracing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Grains.Items.Stages;

/// <summary>Runs one attempt at a stage: measured, traced, and with an outcome even if it throws.</summary>
internal sealed partial class StageRunner(StageCatalog stages, IHostApplicationLifetime lifetime, ILogger<StageRunner> logger)
{
    private static readonly Meter Meter = new(GrainMeters.Name);
    private static readonly Histogram<double> Durations =
        Meter.CreateHistogram<double>("mediapipeline.stage.duration", "s", "How long attempts took, by stage and outcome.");

    /// <summary>Throws only when the silo stops or the database is unavailable: then the attempt has no outcome.</summary>
    public async Task<StageOutcome> RunAsync(StageRun run)
    {
        var started = Stopwatch.GetTimestamp();
        using var span = GrainTraces.StartStage(run);
        var outcome = await TryAsync(run);
        GrainTraces.EndStage(span, outcome);
        Durations.Record(
            Stopwatch.GetElapsedTime(started).TotalSeconds, new("stage", run.Stage), new KeyValuePair<string, object?>("outcome", outcome.Label));
        return outcome;
    }

    private async Task<StageOutcome> TryAsync(StageRun run)
    {
        try
        {
            return await stages.Find(run.Item, run.Stage).RunAsync(run.Item, lifetime.ApplicationStopping);
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
