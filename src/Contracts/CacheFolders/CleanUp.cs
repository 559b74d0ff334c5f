namespace MediaPipeline.Contracts.CacheFolders;

/// <summary>How a clean-up of orphaned files goes about it.</summary>
/// <param name="OlderThanDays">Files that were changed later are left; 0 takes all.</param>
/// <param name="DryRun">Only counts what would be deleted.</param>
/// <param name="CountFirst">Counts before it deletes, and asks a person when more than half of what lies there would go: what the schedule does.</param>
[GenerateSerializer, Immutable, Alias("CleanUp")]
public sealed record CleanUp([property: Id(0)] int OlderThanDays, [property: Id(1)] bool DryRun, [property: Id(2)] bool CountFirst = false);
