using System.Runtime.InteropServices;
using MediaPipeline.Archives.Names;

namespace MediaPipeline.Archives.Zip;

/// <summary>One record of a zip's directory, unchecked.</summary>
/// <param name="Name">The name's bytes in the header: the entry's identity.</param>
/// <param name="Readable">Source of the display name.</param>
/// <param name="Offset">Of its local header in the file.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DirectoryRecord(
    ReadOnlyMemory<byte> Name, RawName Readable, ushort Flags, ushort Method, uint Crc, long PackedBytes, long Bytes, long Offset);
