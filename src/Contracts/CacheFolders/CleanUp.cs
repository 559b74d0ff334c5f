namespace MediaPipeline.Contracts.CacheFolders;

/// <summary>Options of a clean-up of orphaned files.</summary>
/// <param name="OlderThanDays">Only files last changed at least so many days ago are deleted; 0 for all.</param>
/// <param name="DryRun">Only counts what would be deleted.</param>
/// <param name="CountFirst">
/// Counts before it deletes, and asks a question when more than half of the files would be deleted; scheduled clean-ups do this.
/// </param>
[GenerateSerializer, Immutable, Alias("CleanUp")]
public sealed record CleanUp([property: Id(0)] int OlderThanDays, [property: Id(1)] bool DryRun, [property: Id(2)] bool CountFirst = false);
