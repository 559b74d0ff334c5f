namespace MediaPipeline.Grains.Jobs.Scan;

/// <summary>Phases of a scan before it only drives items.</summary>
internal static class ScanPhases
{
    /// <summary>Reads its source page by page and stores rows.</summary>
    public const string Reading = "reading";

    /// <summary>Reads once more, only to mark what is gone.</summary>
    public const string MarkingMissing = "markingMissing";

    /// <summary>Has what looked unchanged read again, a few pictures at a time.</summary>
    public const string Verifying = "verifying";
}
