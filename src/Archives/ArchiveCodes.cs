namespace MediaPipeline.Archives;

/// <summary>What can be wrong with archives, as stored and documented in docs/archives.md.</summary>
public static class ArchiveCodes
{
    /// <summary>More entries, bytes or inflation than the options allow.</summary>
    public const string Bomb = "archiveBomb";

    /// <summary>The archive's directory is missing or damaged.</summary>
    public const string CorruptArchive = "corruptArchive";

    /// <summary>The entry's bytes are not what the directory says.</summary>
    public const string CorruptEntry = "corruptEntry";

    /// <summary>The archive has no entries at all.</summary>
    public const string Empty = "emptyArchive";

    /// <summary>The entry needs a password.</summary>
    public const string Encrypted = "encrypted";

    /// <summary>The entry is an archive itself.</summary>
    public const string Nested = "nestedArchive";

    /// <summary>The entry has no bytes.</summary>
    public const string NotAPicture = "notAPicture";

    /// <summary>The entry's name leads out of the archive, or pretends to.</summary>
    public const string UnsafeName = "unsafeEntryName";

    /// <summary>Another kind of archive, or another compression, than is read.</summary>
    public const string Unsupported = "unsupportedFormat";
}
