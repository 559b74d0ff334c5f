namespace MediaPipeline.Grains.Jobs.Import;

/// <summary>How imports read their sources.</summary>
public sealed class ImportOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Imports";

    /// <summary>Records of a catalogue file that are taken at once; 500 by default. A provider's pages are as long as it makes them.</summary>
    public int PageSize { get; set; } = 500;

    /// <summary>Titles of an import that may be outstanding; with more, it reads no further until there are fewer. 10,000 by default.</summary>
    public int MaxOutstanding { get; set; } = 10_000;
}
