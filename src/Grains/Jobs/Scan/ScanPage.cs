namespace MediaPipeline.Grains.Jobs.Scan;

/// <summary>The result of one page of a scan, or of several.</summary>
/// <param name="Cursor">Sort key of its last entry; null when it had none.</param>
/// <param name="End">Whether it is the last page.</param>
/// <param name="Entries">Pictures seen in the source, whatever was done with them.</param>
/// <param name="Unverified">Pictures that look unchanged and are to be read again.</param>
/// <param name="Growing">Files that were left for a later walk.</param>
internal sealed record ScanPage(
    string? Cursor,
    bool End,
    long Entries,
    long Unchanged,
    long Unverified,
    long Seen,
    long Vanished,
    long Growing,
    IReadOnlyDictionary<string, long> Ignored,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Both, as one page.</summary>
    public ScanPage Then(ScanPage next) => new(
        next.Cursor ?? Cursor,
        next.End,
        Entries + next.Entries,
        Unchanged + next.Unchanged,
        Unverified + next.Unverified,
        Seen + next.Seen,
        Vanished + next.Vanished,
        Growing + next.Growing,
        Plus(Ignored, next.Ignored),
        [.. Warnings, .. next.Warnings]);

    /// <summary>Counts by extension, added up.</summary>
    public static IReadOnlyDictionary<string, long> Plus(IReadOnlyDictionary<string, long> some, IReadOnlyDictionary<string, long> more) =>
        some.Concat(more).GroupBy(i => i.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(i => i.Value), StringComparer.Ordinal);
}
