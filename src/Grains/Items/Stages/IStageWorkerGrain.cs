namespace MediaPipeline.Grains.Items.Stages;

/// <summary>Runs stages outside the items' turns. A stateless worker: one on each silo.</summary>
[Alias("IStageWorkerGrain")]
public interface IStageWorkerGrain : IGrainWithIntegerKey
{
    /// <summary>Starts the stage and returns; its outcome is sent to the item in a separate call.</summary>
    [Alias("Run"), OneWay]
    Task Run(StageRun run);
}
