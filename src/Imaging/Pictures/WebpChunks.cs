using System.Buffers.Binary;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>What libvips does not tell about a WebP (RFC 9649).</summary>
internal static class WebpChunks
{
    internal static bool IsLossless(ReadOnlySpan<byte> webp) => Find(webp, "VP8L"u8);

    /// <summary>Whether the file is shorter than its own header says.</summary>
    internal static bool IsCutOff(ReadOnlySpan<byte> webp) => webp.Length < 12 || BinaryPrimitives.ReadUInt32LittleEndian(webp[4..]) + 8L > webp.Length;

    private static bool Find(ReadOnlySpan<byte> webp, ReadOnlySpan<byte> name)
    {
        for (long at = 12; at + 8 <= webp.Length;)
        {
            var chunk = webp[(int)at..];
            if (chunk.StartsWith(name))
            {
                return true;
            }

            at += 8 + NextEven(BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]));
        }

        return false;
    }

    internal static long NextEven(uint length) => length + (length & 1L);
}
