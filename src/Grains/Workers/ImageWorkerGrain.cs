using System.Diagnostics;
using System.Diagnostics.Metrics;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Stages;
using MediaPipeline.Grains.Tracing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace MediaPipeline.Grains.Workers;

/// <summary>Runs stages, many at a time: it only waits for the pool, which is bounded.</summary>
[StatelessWorker(1), Reentrant]
internal sealed partial class ImageWorkerGrain(StageCatalog stages, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<ImageWorkerGrain> logger) : Grain, IImageWorkerGrain
{
    private static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(1);
    private static readonly Meter Meter = new(GrainMeters.Name);
    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>("mediapipeline.stage.duration", "s", "How long attempts took, by stage and outcome.");

    public async Task Run(ImageWork work)
    {
        var started = Stopwatch.GetTimestamp();
        using var span = GrainTraces.StartStage(work);
        try
        {
            var outcome = await Try(work);
            GrainTraces.EndStage(span, outcome);
            Durations.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("stage", work.Stage), new KeyValuePair<string, object?>("outcome", outcome.GetType().Name));
            await Tell(work, outcome);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The silo stops: the attempt has no outcome, and begins anew at the next start.
        }
    }

    /// <summary>An outcome is kept until the picture and the database take it: a lost one would cost the time of a lease, and a try.</summary>
    private async Task Tell(ImageWork work, StageOutcome outcome)
    {
        var id = work.Image.Id.Value;
        for (var held = false; ; held = true)
        {
            try
            {
                await GrainFactory.GetGrain<IImageWork>(id).StageEnded(work.Attempt, outcome);
                if (held)
                {
                    // What was cut off may have been stored all the same: then the next stage runs by its state, and nobody runs it.
                    await GrainFactory.GetGrain<IImageGrain>(id).Drive();
                }

                return;
            }
            catch (InconsistentStateException) when (held)
            {
                // Its activation did not know that it was stored, and is closed now; the next one reads.
            }
            catch (Exception e) when (Outage.Find(e) is { } outage)
            {
                await Hold(work, outage);
            }
        }
    }

    private Task Hold(ImageWork work, Exception outage)
    {
        LogHeld(work.Image.Id, work.Stage, work.Attempt, outage.Message);
        return Task.Delay(HeldFor, clock, lifetime.ApplicationStopping);
    }

    /// <summary>A stage asks the database and other grains too; what it cannot be told now it asks again.</summary>
    private async Task<StageOutcome> Try(ImageWork work)
    {
        while (true)
        {
            try
            {
                return await TryOnce(work);
            }
            catch (Exception e) when (Outage.Find(e) is { } outage)
            {
                await Hold(work, outage);
            }
        }
    }

    private async Task<StageOutcome> TryOnce(ImageWork work)
    {
        try
        {
            return await stages[work.Stage].RunAsync(work.Image, lifetime.ApplicationStopping);
        }
        catch (Exception e) when (Outage.Find(e) is null && !(e is OperationCanceledException && lifetime.ApplicationStopping.IsCancellationRequested))
        {
            LogBroken(e, work.Image.Id, work.Image.Path, work.Stage, work.Attempt);
            return new StageOutcome.Failed(new Fault("stageBroken", $"Stage '{work.Stage}' broke off at '{ImageViews.EntryOf(work.Image) ?? work.Image.Path}': {e.Message}"));
        }
    }

    [LoggerMessage(2102, LogLevel.Debug, "Picture {ItemId}: attempt {Attempt} at stage {Stage} is held: {Why}")]
    private partial void LogHeld(Contracts.Ids.ImageId itemId, string stage, int attempt, string why);

    [LoggerMessage(2101, LogLevel.Error, "Picture {ItemId} ({Path}): stage {Stage} broke off in attempt {Attempt}")]
    private partial void LogBroken(Exception e, Contracts.Ids.ImageId itemId, string path, string stage, int attempt);
}
