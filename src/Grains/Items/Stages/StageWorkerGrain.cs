using MediaPipeline.Contracts.Items;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace MediaPipeline.Grains.Items.Stages;

/// <summary>Runs stages, many at a time: it only awaits them, and heavy work runs in bounded pools.</summary>
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
            // The silo stops: the attempt has no outcome, and the stage is started again at the next start.
        }
    }

    /// <summary>A stage also calls the database and other grains; it is repeated while those are unavailable.</summary>
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

    /// <summary>An outcome is kept until the item and the database accept it: losing it would cost the time of a lease, and a try.</summary>
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
                    // The failed call may have stored its result all the same: then the record says that the next stage is running, but nothing runs it.
                    await item.Drive();
                }

                return;
            }
            catch (InconsistentStateException) when (held)
            {
                // Its activation did not know that the record was stored, and has been deactivated; the next one reads it.
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
