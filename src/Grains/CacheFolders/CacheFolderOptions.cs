namespace MediaPipeline.Grains.CacheFolders;

/// <summary>Where renditions go.</summary>
public sealed class CacheFolderOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "CacheFolders";

    /// <summary>The folder that is made at the first start: below the data directory by default.</summary>
    public string? DefaultPath { get; set; }

    /// <summary>Most bytes of the default folder; no limit but the disk's by default.</summary>
    public long? DefaultMaxBytes { get; set; }

    /// <summary>How long the state of a healthy folder is taken as known; 1 s by default.</summary>
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a folder whose disk is full rests before it is tried again: what a probe fits in may still be too little for a picture; 5 s by default.</summary>
    public TimeSpan FullRest { get; set; } = TimeSpan.FromSeconds(5);
}
