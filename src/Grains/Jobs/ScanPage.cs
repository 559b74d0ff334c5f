namespace MediaPipeline.Grains.Jobs;

/// <summary>What a page of a scan came to.</summary>
/// <param name="Cursor">Sort key of its last entry; null when it had none.</param>
/// <param name="End">Nothing comes after it.</param>
/// <param name="Entries">Pictures that the source had, whatever became of them.</param>
/// <param name="Growing">Files that were left for a later look.</param>
internal sealed record ScanPage(
    string? Cursor, bool End, long Entries, long Unchanged, long Seen, long Vanished, long Growing, IReadOnlyDictionary<string, long> Ignored, IReadOnlyList<string> Warnings);
