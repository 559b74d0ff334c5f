using MediaPipeline.Contracts.Items;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace MediaPipeline.Grains.Items.Stages;

/// <summary>Runs stages, many at a time: it only waits for them, and heavy work goes to pools that are bounded.</summary>
[StatelessWorker(1), Reentrant]
internal sealed partial class StageWorkerGrain(
    StageRunner runner, ItemKinds kinds, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<StageWorkerGrain> logger) : Grain, IStageWorkerGrain
{
    private static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(1);

    public async Task Run(StageRun run)
    {
        try
        {
            await DeliverAsync(run, await RunAsync(run));
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The silo stops: the attempt has no outcome, and begins anew at the next start.
        }
    }

    /// <summary>A stage asks the database and other grains too; what it cannot be told now it asks again.</summary>
    private async Task<StageOutcome> RunAsync(StageRun run)
    {
        while (true)
        {
            try
            {
                return await runner.RunAsync(run);
            }
            catch (Exception e) when (Outage.Find(e) is { } outage)
            {
                await HoldAsync(run, outage);
            }
        }
    }

    /// <summary>An outcome is kept until the item and the database take it: a lost one would cost the time of a lease, and a try.</summary>
    private async Task DeliverAsync(StageRun run, StageOutcome outcome)
    {
        var item = kinds.GrainOf(GrainFactory, run.Item.ItemId);
        for (var held = false; ; held = true)
        {
            try
            {
                await item.AsReference<IItemGrainInternal>().StageEnded(run.Attempt, outcome);
                if (held)
                {
                    // What was cut off may have been stored all the same: then the next stage runs by the record, and nobody runs it.
                    await item.Drive();
                }

                return;
            }
            catch (InconsistentStateException) when (held)
            {
                // Its activation did not know that it was stored, and is closed now; the next one reads.
            }
            catch (Exception e) when (Outage.Find(e) is { } outage)
            {
                await HoldAsync(run, outage);
            }
        }
    }

    private Task HoldAsync(StageRun run, Exception outage)
    {
        LogHeld(run.Item.ItemId, run.Stage, run.Attempt, outage.Message);
        return Task.Delay(HeldFor, clock, lifetime.ApplicationStopping);
    }

    [LoggerMessage(2102, LogLevel.Debug, "Item {ItemId}: attempt {Attempt} at stage {Stage} is held: {Why}")]
    private partial void LogHeld(string itemId, string stage, int attempt, string why);
}
