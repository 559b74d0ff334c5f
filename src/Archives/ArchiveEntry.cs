using MediaPipeline.Archives.Reading;

namespace MediaPipeline.Archives;

/// <summary>An entry of an archive, as its directory describes it.</summary>
public sealed class ArchiveEntry
{
    internal ArchiveEntry(DirectoryRecord record, string key, string name, string sortName, bool isUnsafe)
    {
        (Key, Name, SortName, HasUnsafeName) = (key, name, sortName, isUnsafe);
        (Crc, PackedBytes, Bytes, Offset) = (record.Crc, record.PackedBytes, record.Bytes, record.Offset);
        (Block, IsDeflated, IsEncrypted, Refusal) = (record.Block, record.IsDeflated, record.IsEncrypted, record.Refusal);
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

    /// <summary>Whether a decoder of another author unpacks it, which must not run in the server.</summary>
    public bool NeedsDecoder => Block is not null;

    /// <summary>Whether those before it in the archive have to be unpacked to reach it.</summary>
    public bool IsSolid => Block is { IsSolid: true };

    /// <summary>Of the block that a decoder unpacks it with, in its archive.</summary>
    public int BlockNumber => Block?.Number ?? -1;

    /// <summary>Length of all that its block unpacks to.</summary>
    public long BlockBytes => Block?.Bytes ?? 0;

    /// <summary>Where it ends in what its block unpacks to.</summary>
    public long EndInBlock => Offset + Bytes;

    internal uint? Crc { get; }

    internal long PackedBytes { get; }

    internal long Offset { get; }

    internal Block? Block { get; }

    internal bool IsDeflated { get; }

    internal bool IsEncrypted { get; }

    internal string? Refusal { get; }
}
