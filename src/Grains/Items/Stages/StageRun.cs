namespace MediaPipeline.Grains.Items.Stages;

/// <summary>An attempt at a stage.</summary>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Attempt">Number of the attempt, returned with its outcome.</param>
/// <param name="Item">The item as it was stored when the attempt began.</param>
[GenerateSerializer, Immutable, Alias("StageRun")]
public sealed record StageRun([property: Id(0)] string Stage, [property: Id(1)] int Attempt, [property: Id(2)] ItemRecord Item);
