using System.IO.Hashing;

namespace MediaPipeline.Archives.Rar;

/// <summary>How the headers of a format look.</summary>
internal abstract class RarFormat
{
    public const int LongestSignature = 8;

    /// <summary>Bytes of a header that say how long it is.</summary>
    public const int MostOfLength = 8;

    protected const string LinkRefusal = "is a link, which is not followed. Pack the file itself.";

    public abstract byte[] Signature { get; }

    /// <summary>The format of an archive with this signature; null for one that is not known.</summary>
    public static RarFormat? Of(ReadOnlySpan<byte> start) =>
        start.StartsWith("Rar!\u001a\u0007\0"u8) ? new Rar4Format() : start.StartsWith("Rar!\u001a\u0007\u0001\0"u8) ? new Rar5Format() : null;

    /// <summary>The length of the header that begins so; null for one that cannot be.</summary>
    public abstract int? LengthOf(ReadOnlySpan<byte> start);

    /// <summary>Whether its checksum is right.</summary>
    public abstract bool IsIntact(ReadOnlySpan<byte> header);

    /// <summary>Throws <see cref="InvalidDataException"/> for one that makes no sense.</summary>
    public abstract RarHeader Parse(ReadOnlySpan<byte> header);

    protected static uint Checksum(ReadOnlySpan<byte> bytes) => Crc32.HashToUInt32(bytes);

    protected static byte[] NameOf(ReadOnlySpan<byte> name, bool isFolder) => isFolder && name is not [.., (byte)'/'] ? [.. name, (byte)'/'] : name.ToArray();
}
