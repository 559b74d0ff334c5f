namespace MediaPipeline.Grains.Assets;

/// <summary>How pictures are fetched from addresses. How often they are tried is read from the same section, as for every kind of item.</summary>
public sealed class AssetOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Assets";

    /// <summary>
    /// The folder of their files; <c>fetched</c> in the default cache folder when it is not set. All silos must see it at the same path.
    /// </summary>
    public string? Path { get; set; }

    /// <summary>Length of a file in bytes; a longer one is refused; 30 MB by default.</summary>
    public long MaxBytes { get; set; } = 30_000_000;

    /// <summary>How many a silo fetches at once; 4 by default.</summary>
    public int AtOnce { get; set; } = 4;

    /// <summary>How many of these from one host; 2 by default.</summary>
    public int AtOncePerHost { get; set; } = 2;

    /// <summary>
    /// How long a failure to get a picture counts: after that it is tried once more by itself; 7 days by default. A later time that a server names is cut to this.
    /// </summary>
    public TimeSpan DeadLetterExpiry { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How many covers a job has begun and not ended at once, those aside that wait for another try; 32 by default.</summary>
    public int MaxOutstanding { get; set; } = 32;
}
