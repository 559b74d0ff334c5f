using MediaPipeline.Archives.Zip;

namespace MediaPipeline.Archives;

/// <summary>An entry of an archive, as its directory describes it.</summary>
public sealed class ArchiveEntry
{
    internal const ushort Stored = 0, Deflated = 8;

    internal ArchiveEntry(DirectoryRecord record, string key, string name, string sortName, bool isUnsafe)
    {
        (Key, Name, SortName, HasUnsafeName) = (key, name, sortName, isUnsafe);
        (Flags, Method, Crc, PackedBytes, Bytes, Offset) = (record.Flags, record.Method, record.Crc, record.PackedBytes, record.Bytes, record.Offset);
    }

    /// <summary>
    /// Its identity in the archive: the name's bytes in reversible form, with <c>\#2</c> behind the second of equal names. Never changes while the name does
    /// not.
    /// </summary>
    public string Key { get; }

    /// <summary>Display name, in NFC, with <c>/</c>. Two entries may share it.</summary>
    public string Name { get; }

    /// <summary>What it is sorted by; follows from the name's bytes alone. Two entries may share it.</summary>
    public string SortName { get; }

    /// <summary>Declared length, inflated.</summary>
    public long Bytes { get; }

    /// <summary>Whether it is a folder, which has no content.</summary>
    public bool IsFolder => Name.EndsWith('/') || Name.EndsWith('\\');

    /// <summary>Whether its name leads out of the archive.</summary>
    public bool HasUnsafeName { get; }

    internal ushort Flags { get; }

    internal ushort Method { get; }

    internal uint Crc { get; }

    internal long PackedBytes { get; }

    internal long Offset { get; }

    internal bool IsEncrypted => (Flags & 0x41) != 0 || Method == 99;
}
