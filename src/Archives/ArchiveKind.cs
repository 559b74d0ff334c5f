namespace MediaPipeline.Archives;

/// <summary>What an archive is by its first bytes.</summary>
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
    public const int SniffLength = 262;

    /// <summary>Extensions that archives of pictures go by, in lower case. Which kind it is, the content says: many a .cbr is a zip.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".zip", ".cbz", ".rar", ".cbr", ".7z", ".cb7", ".tar", ".cbt"];

    /// <summary>Whether a file or entry is called like an archive.</summary>
    public static bool IsArchiveName(string name) => Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);

    /// <summary>What begins like that.</summary>
    public static ArchiveKind Of(ReadOnlySpan<byte> start) =>
        start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8) ? ArchiveKind.Zip
        : start.StartsWith("Rar!\u001a\u0007"u8) ? ArchiveKind.Rar
        : start.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C]) ? ArchiveKind.SevenZip
        : start.Length >= SniffLength && start[257..].StartsWith("ustar"u8) ? ArchiveKind.Tar
        : ArchiveKind.Unknown;

    /// <summary>Why an archive of that kind is not read; null for those that are, or may be.</summary>
    public static string? FindRefusal(ArchiveKind kind, string path)
    {
        var name = kind switch { ArchiveKind.Rar => "RAR", ArchiveKind.SevenZip => "7z", ArchiveKind.Tar => "tar", _ => null };
        return name is null ? null : $"{path} is a {name} archive, which is not read yet. Convert it to cbz (zip): unpack it and pack its pictures again.";
    }
}
