using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Walks the chunks of a PNG (ISO/IEC 15948, section 5) up to one that is not there as a whole.</summary>
internal ref struct PngChunks(ReadOnlySpan<byte> png)
{
    private readonly ReadOnlySpan<byte> _png = png;
    private int _next = 8;

    public PngChunk Current { get; private set; }

    public readonly PngChunks GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_next + 12 > _png.Length)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(_png[_next..]);
        if (length > _png.Length - _next - 12)
        {
            return false;
        }

        Current = new PngChunk(BinaryPrimitives.ReadUInt32BigEndian(_png[(_next + 4)..]), _next + 8, _next + 8 + (int)length);
        _next += (int)length + 12;
        return true;
    }

    /// <summary>Frames that the acTL chunk of an animated PNG declares; 1 for a still one.</summary>
    internal static int AnimationFrames(ReadOnlySpan<byte> png) => FindBeforePixels(png, "acTL"u8) is { Length: >= 8 } animation
        ? (int)Math.Clamp(BinaryPrimitives.ReadUInt32BigEndian(animation), 1, int.MaxValue)
        : 1;

    /// <summary>Whether the rows are stored interlaced (Adam7), so that no count of whole rows exists.</summary>
    internal static bool IsInterlaced(ReadOnlySpan<byte> png) => png.Length > 28 && png[28] != 0;

    /// <summary>What a chunk before the first pixels holds; empty when it is not there.</summary>
    internal static ReadOnlySpan<byte> FindBeforePixels(ReadOnlySpan<byte> png, ReadOnlySpan<byte> name)
    {
        foreach (var chunk in new PngChunks(png))
        {
            if (chunk.Is(name))
            {
                return png[chunk.Start..chunk.End];
            }

            if (chunk.Is("IDAT"u8))
            {
                break;
            }
        }

        return default;
    }
}

/// <summary>What a chunk holds lies from Start to End.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PngChunk(uint Type, int Start, int End)
{
    internal bool Is(ReadOnlySpan<byte> name) => Type == BinaryPrimitives.ReadUInt32BigEndian(name);
}
