namespace MediaPipeline.Grains.Jobs.CleanOrphans;

/// <summary>What a clean-up is at before it only drives.</summary>
internal static class CleanOrphansPhases
{
    /// <summary>Counts orphaned files, deletes none.</summary>
    public const string Counting = "counting";

    /// <summary>Deletes orphaned files.</summary>
    public const string Cleaning = "cleaning";
}
