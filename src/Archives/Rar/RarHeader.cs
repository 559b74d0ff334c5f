namespace MediaPipeline.Archives.Rar;

/// <summary>One header of a rar, of either format.</summary>
internal sealed record RarHeader(RarHeaderKind Kind)
{
    /// <summary>Length of what follows the header.</summary>
    public long DataBytes { get; init; }

    /// <summary>Whether the archive, or this file, is a part of several.</summary>
    public bool IsVolume { get; init; }

    /// <summary>Whether the headers behind this one are encrypted.</summary>
    public bool IsLocked { get; init; }

    public byte[] Name { get; init; } = [];

    public bool NameIsUtf8 { get; init; }

    public long Bytes { get; init; }

    public uint? Crc { get; init; }

    public long DictionaryBytes { get; init; }

    public bool IsFolder { get; init; }

    public bool IsStored { get; init; }

    /// <summary>Whether it continues with what the file before left in the dictionary.</summary>
    public bool IsSolid { get; init; }

    public bool IsEncrypted { get; init; }

    public string? Refusal { get; init; }

    /// <summary>Whether it adds bytes to what its block unpacks to.</summary>
    public bool IsUnpacked => !IsFolder && Refusal is null && Bytes > 0;
}

internal enum RarHeaderKind
{
    /// <summary>Comments, recovery records and the like.</summary>
    Other,
    Archive,
    File,
    End,
}
