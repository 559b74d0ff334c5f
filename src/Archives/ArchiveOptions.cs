using MediaPipeline.Archives.Names;

namespace MediaPipeline.Archives;

/// <summary>How much an archive may hold, and how its names are read: section <c>Archives</c> of the configuration.</summary>
public sealed class ArchiveOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Archives";

    /// <summary>
    /// Entries of an archive, read from its end before its directory is loaded; more are refused whole as <c>archiveBomb</c>. Default 100,000; 1 to 1,000,000.
    /// </summary>
    public int MaxEntries { get; set; } = 100_000;

    /// <summary>Length of an inflated entry in bytes; a longer one fails as <c>archiveBomb</c>. Default 2 GB, at least 1.</summary>
    public long MaxEntryBytes { get; set; } = 2_000_000_000;

    /// <summary>
    /// Length of all pictures of an archive, inflated, in bytes; an archive with more is refused whole as <c>archiveBomb</c>. Default 50 GB, at least 1.
    /// </summary>
    public long MaxTotalBytes { get; set; } = 50_000_000_000;

    /// <summary>How many times its packed length an entry may inflate to, above <see cref="RatioFromBytes"/>. Default 200, at least 1.</summary>
    public int MaxRatio { get; set; } = 200;

    /// <summary>
    /// Inflated length in bytes up to which <see cref="MaxRatio"/> does not matter: a small flat picture is no bomb. Default 10 MB, at least 0.
    /// </summary>
    public long RatioFromBytes { get; set; } = 10_000_000;

    /// <summary>
    /// Memory in bytes that unpacking a rar or 7z may ask for; more is refused as <c>archiveBomb</c>. Default 256 MiB, at least 1.
    /// </summary>
    public long MaxDictionaryBytes { get; set; } = 256L << 20;

    /// <summary>
    /// Space in bytes on the disk for what is unpacked of solid archives while their pictures are read; one that needs more is refused as <c>archiveBomb</c>.
    /// Default 10 GB, at least 1.
    /// </summary>
    public long MaxUnpackedBytes { get; set; } = 10_000_000_000;

    /// <summary>How long what was unpacked is kept after its last use. Default 10 minutes; 0 to 1 day.</summary>
    public TimeSpan KeepUnpackedFor { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Directory for what is unpacked; nothing in it has a name, so that nothing is left behind. Default null: /var/tmp where there is one, else that for
    /// temporary files.
    /// </summary>
    public string? UnpackDirectory { get; set; }

    /// <summary>
    /// Encoding of names that are not marked as UTF-8: <c>utf-8</c> or a code page, for example <c>cp932</c>, <c>gbk</c> or <c>koi8-r</c>. Default null: UTF-8
    /// where the bytes are valid, else the one of <c>cp932</c>, <c>gbk</c>, <c>big5</c>, <c>cp949</c>, <c>cp866</c>, <c>cp1251</c>, <c>cp1252</c>,
    /// <c>cp850</c> and <c>cp437</c> that fits the archive's names best.
    /// </summary>
    public string? NameEncoding { get; set; }

    /// <summary>What is wrong with the values, each with the option's name and the remedy.</summary>
    public IEnumerable<string> FindFaults()
    {
        if (MaxEntries is < 1 or > 1_000_000)
        {
            yield return $"Archives:MaxEntries is {MaxEntries:N0}; set it to 1 to 1,000,000.";
        }

        foreach (var (name, value, least) in new[] { (nameof(MaxEntryBytes), MaxEntryBytes, 1L), (nameof(MaxTotalBytes), MaxTotalBytes, 1),
            (nameof(MaxRatio), MaxRatio, 1), (nameof(RatioFromBytes), RatioFromBytes, 0), (nameof(MaxDictionaryBytes), MaxDictionaryBytes, 1),
            (nameof(MaxUnpackedBytes), MaxUnpackedBytes, 1) })
        {
            if (value < least)
            {
                yield return $"Archives:{name} is {value:N0}; set it to {least} or more.";
            }
        }

        if (KeepUnpackedFor < TimeSpan.Zero || KeepUnpackedFor > TimeSpan.FromDays(1))
        {
            yield return $"Archives:KeepUnpackedFor is {KeepUnpackedFor}; set it to 0 to 1 day.";
        }

        if (UnpackDirectory is { } directory && !Directory.Exists(directory))
        {
            yield return $"Archives:UnpackDirectory '{directory}' is not there; create it, or leave the option out.";
        }

        if (NameEncoding is { } encoding && CodePages.Find(encoding) is null)
        {
            yield return $"Archives:NameEncoding is '{encoding}'; write utf-8 or a code page such as cp932 or gbk, or leave it out.";
        }
    }
}
