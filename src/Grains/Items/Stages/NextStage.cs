namespace MediaPipeline.Grains.Items.Stages;

/// <summary>A stage that was done in one attempt with the stage before it. It ends as if it had run alone: its faults use up its own tries.</summary>
/// <param name="Stage">Name of the stage. If the item goes on with another one, the outcome is dropped.</param>
/// <param name="StartedAt">When the stage before it was completed.</param>
[GenerateSerializer, Immutable, Alias("NextStage")]
public sealed record NextStage(
    [property: Id(0)] string Stage, [property: Id(1)] DateTimeOffset StartedAt, [property: Id(2)] StageOutcome Outcome);
