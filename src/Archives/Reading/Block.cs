using Microsoft.Win32.SafeHandles;

namespace MediaPipeline.Archives.Reading;

/// <summary>
/// A part of an archive that is unpacked from its start: one entry, or several of a solid archive. What it unpacks to are the bytes of its entries, one after
/// the other.
/// </summary>
internal abstract class Block
{
    private int _entries;

    /// <summary>Length of all that it unpacks to.</summary>
    public long Bytes { get; protected set; }

    public long PackedBytes { get; protected set; }

    /// <summary>Memory that unpacking it needs at least.</summary>
    public long DictionaryBytes { get; protected set; }

    /// <summary>Whether an entry can be reached only by unpacking those before it.</summary>
    public bool IsSolid => _entries > 1;

    /// <summary>Place among the blocks of the archive.</summary>
    public int Number { get; init; }

    /// <summary>What it unpacks to. Damage is any exception, or an early end: the code that unpacks is not ours.</summary>
    public abstract Stream Open(SafeFileHandle file);

    public void CountEntry() => _entries++;
}
