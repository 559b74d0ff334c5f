using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Walks the chunks of a WebP (RFC 9649), also one that is cut off.</summary>
internal ref struct WebpChunks(ReadOnlySpan<byte> webp)
{
    private readonly ReadOnlySpan<byte> _webp = webp;
    private long _next = 12;

    public WebpChunk Current { get; private set; }

    public readonly WebpChunks GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_next + 8 > _webp.Length)
        {
            return false;
        }

        var start = (int)_next;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(_webp[(start + 4)..]);
        _next = start + 8 + length + (length & 1L);
        Current = new WebpChunk(BinaryPrimitives.ReadUInt32BigEndian(_webp[start..]), start, _next, (int)Math.Min(start + 8 + (long)length, _webp.Length));
        return true;
    }

    internal static bool IsLossless(ReadOnlySpan<byte> webp)
    {
        foreach (var chunk in new WebpChunks(webp))
        {
            if (chunk.Is("VP8L"u8))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the file is shorter than its own header says.</summary>
    internal static bool IsCutOff(ReadOnlySpan<byte> webp) => webp.Length < 12 || BinaryPrimitives.ReadUInt32LittleEndian(webp[4..]) + 8L > webp.Length;
}

/// <param name="Start">Where its header begins.</param>
/// <param name="End">Where the next one begins, which may be behind the end of the file.</param>
/// <param name="BodyEnd">The end of its content, or of the file.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WebpChunk(uint Type, int Start, long End, int BodyEnd)
{
    internal bool Is(ReadOnlySpan<byte> name) => Type == BinaryPrimitives.ReadUInt32BigEndian(name);

    internal ReadOnlySpan<byte> BodyIn(ReadOnlySpan<byte> webp) => webp[(Start + 8)..BodyEnd];
}
