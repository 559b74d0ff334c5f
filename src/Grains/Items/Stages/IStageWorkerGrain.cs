namespace MediaPipeline.Grains.Items.Stages;

/// <summary>Takes stages off the items' turns. Stateless: one on each silo.</summary>
[Alias("IStageWorkerGrain")]
public interface IStageWorkerGrain : IGrainWithIntegerKey
{
    /// <summary>Begins the stage and returns; its outcome goes to the item as a call of its own.</summary>
    [Alias("Run"), OneWay]
    Task Run(StageRun run);
}
