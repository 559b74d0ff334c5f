namespace MediaPipeline.Contracts.Items;

/// <summary>
/// How many items have completed a stage and no later one, and how many of them are stuck: failed, quarantined, or waiting for more than ten minutes for
/// anything but an answer.
/// </summary>
public sealed record StageCount(string Kind, string Stage, long Count, DateTimeOffset? OldestEnteredAt, long Stuck);
