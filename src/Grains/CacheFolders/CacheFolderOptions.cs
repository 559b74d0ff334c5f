namespace MediaPipeline.Grains.CacheFolders;

/// <summary>Where renditions are stored, and how cache folders are maintained.</summary>
public sealed class CacheFolderOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "CacheFolders";

    /// <summary>The folder that is created at the first start: below the data directory by default.</summary>
    public string? DefaultPath { get; set; }

    /// <summary>Most bytes of the default folder; no limit but the disk's by default.</summary>
    public long? DefaultMaxBytes { get; set; }

    /// <summary>How long the state of a folder is cached: that of its disk and, when it seems full, its total size; 1 s by default.</summary>
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long after its disk was found full a folder is tried again: there may be space for the probe but not for a picture; 5 s by default.
    /// </summary>
    public TimeSpan RetryFullAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two scheduled comparisons of the stored pictures with each folder's disk; 7 days by default, zero for none.</summary>
    public TimeSpan ReconcileEvery { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Time between two scheduled clean-ups of orphaned files in each folder; 1 day by default, zero for none.</summary>
    public TimeSpan CleanOrphansEvery { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Age in days from which on a scheduled clean-up deletes an orphaned file; 7 by default, 0 to 3,650.</summary>
    public int CleanOrphansOlderThanDays { get; set; } = 7;
}
