using System.Diagnostics;
using System.Diagnostics.Metrics;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Stages;
using MediaPipeline.Grains.Tracing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Grains.Workers;

/// <summary>Runs stages, many at a time: it only waits for the pool, which is bounded.</summary>
[StatelessWorker(1), Reentrant]
internal sealed partial class ImageWorkerGrain(StageCatalog stages, IHostApplicationLifetime lifetime, ILogger<ImageWorkerGrain> logger) : Grain, IImageWorkerGrain
{
    private static readonly Meter Meter = new(GrainMeters.Name);
    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>("mediapipeline.stage.duration", "s", "How long attempts took, by stage and outcome.");

    public async Task Run(ImageWork work)
    {
        var started = Stopwatch.GetTimestamp();
        using var span = GrainTraces.StartStage(work);
        var outcome = await Try(work);
        if (outcome is null)
        {
            return;
        }

        GrainTraces.EndStage(span, outcome);
        Durations.Record(
            Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("stage", work.Stage), new KeyValuePair<string, object?>("outcome", outcome.GetType().Name));
        await GrainFactory.GetGrain<IImageWork>(work.Image.Id.Value).StageEnded(work.Attempt, outcome);
    }

    /// <summary>Null when the silo stops: the attempt has no outcome then, and begins anew at the next start.</summary>
    private async Task<StageOutcome?> Try(ImageWork work)
    {
        try
        {
            return await stages[work.Stage].RunAsync(work.Image, lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e)
        {
            LogBroken(e, work.Image.Id, work.Image.Path, work.Stage, work.Attempt);
            return new StageOutcome.Failed(new Fault("stageBroken", $"Stage '{work.Stage}' broke off at '{ImageViews.EntryOf(work.Image) ?? work.Image.Path}': {e.Message}"));
        }
    }

    [LoggerMessage(2101, LogLevel.Error, "Picture {ItemId} ({Path}): stage {Stage} broke off in attempt {Attempt}")]
    private partial void LogBroken(Exception e, Contracts.Ids.ImageId itemId, string path, string stage, int attempt);
}
