using MediaPipeline.Archives.Tar;

namespace MediaPipeline.Archives;

/// <summary>The kind of an archive, by its first bytes.</summary>
public enum ArchiveKind
{
    /// <summary>None of those below.</summary>
    Unknown,
    Zip,
    Rar,
    SevenZip,
    Tar,
}

/// <summary>Tells archives by name and by content.</summary>
public static class ArchiveKinds
{
    /// <summary>First bytes that <see cref="Of"/> needs; fewer will do for all but tar.</summary>
    public const int SniffLength = TarHeader.Length;

    /// <summary>Usual extensions of archives of pictures, in lower case. The kind is recognised by content: many .cbr files are zips.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".zip", ".cbz", ".rar", ".cbr", ".7z", ".cb7", ".tar", ".cbt"];

    /// <summary>Whether a file or entry has the extension of an archive.</summary>
    public static bool IsArchiveName(string name) => Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);

    /// <summary>The kind of a file with these first bytes.</summary>
    public static ArchiveKind Of(ReadOnlySpan<byte> start) =>
        start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8) ? ArchiveKind.Zip
        : start.StartsWith("Rar!\u001a\u0007"u8) ? ArchiveKind.Rar
        : start.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C]) ? ArchiveKind.SevenZip
        : TarHeader.IsHeader(start) ? ArchiveKind.Tar
        : ArchiveKind.Unknown;
}
