namespace MediaPipeline.Contracts.Items;

/// <summary>How many items rest after a stage, and how many of them are stuck (failed, quarantined, or waiting for longer than ten minutes).</summary>
public sealed record StageCount(string Kind, string Stage, long Count, DateTimeOffset? OldestEnteredAt, long Stuck);
