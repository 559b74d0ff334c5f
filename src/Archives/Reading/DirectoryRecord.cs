using System.Runtime.InteropServices;
using MediaPipeline.Archives.Names;

namespace MediaPipeline.Archives.Reading;

/// <summary>What an archive's directory says of one entry, unchecked.</summary>
/// <param name="Name">The name's bytes in the archive: the entry's identity.</param>
/// <param name="Readable">Source of the display name.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DirectoryRecord(ReadOnlyMemory<byte> Name, RawName Readable)
{
    public long Bytes { get; init; }

    public long PackedBytes { get; init; }

    /// <summary>Null when the archive holds none; then a block verifies what it unpacks.</summary>
    public uint? Crc { get; init; }

    /// <summary>Of its data in the file or, with a block, in what the block unpacks to. In a zip: of its local header.</summary>
    public long Offset { get; init; }

    /// <summary>Null when its bytes lie in the file as they are, or deflated.</summary>
    public Block? Block { get; init; }

    public bool IsDeflated { get; init; }

    public bool IsEncrypted { get; init; }

    /// <summary>Why it cannot be read, as the end of a sentence that begins with its name, with the remedy.</summary>
    public string? Refusal { get; init; }

    /// <summary>A record of an entry whose name is known to be UTF-8.</summary>
    public static DirectoryRecord OfUtf8(ReadOnlyMemory<byte> name) => new(name, new RawName(name, IsMarkedUtf8: true));
}
