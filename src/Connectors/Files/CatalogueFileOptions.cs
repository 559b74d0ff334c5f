namespace MediaPipeline.Connectors.Files;

/// <summary>How much a catalogue file may hold: section <c>CatalogueFiles</c> of the configuration.</summary>
public sealed class CatalogueFileOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "CatalogueFiles";

    /// <summary>
    /// Length of a record in bytes; a longer one is passed over as <c>invalidRecord</c>, and reading goes on behind it. As much is held in memory while a file
    /// is read. Default 8 MB; 1 kB to 1 GB.
    /// </summary>
    public long MaxRecordBytes { get; set; } = 8_000_000;

    /// <summary>Values of a list, such as genres; a record with more is <c>invalidRecord</c>. Default 1,000; 1 to 1,000,000.</summary>
    public int MaxListItems { get; set; } = 1_000;

    /// <summary>Length of a compressed file, unpacked, in bytes; reading ends there as <c>catalogueBomb</c>. Default 20 GB, at least 1.</summary>
    public long MaxUnpackedBytes { get; set; } = 20_000_000_000;

    /// <summary>
    /// How many times its packed length a file may unpack to, above <see cref="RatioFromBytes"/>; reading ends there as <c>catalogueBomb</c>. Default 200, at
    /// least 1.
    /// </summary>
    public int MaxRatio { get; set; } = 200;

    /// <summary>Unpacked length in bytes up to which <see cref="MaxRatio"/> does not matter. Default 100 MB, at least 0.</summary>
    public long RatioFromBytes { get; set; } = 100_000_000;
}
