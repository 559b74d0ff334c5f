namespace MediaPipeline.Grains.Jobs.CleanOrphans;

/// <summary>Phases of a clean-up before it only drives items.</summary>
internal static class CleanOrphansPhases
{
    /// <summary>Counts orphaned files, deletes none.</summary>
    public const string Counting = "counting";

    /// <summary>Deletes orphaned files.</summary>
    public const string Cleaning = "cleaning";
}
