using System.Buffers.Binary;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>What libvips does not tell about a PNG.</summary>
internal static class PngChunks
{
    /// <summary>Frames that the acTL chunk of an animated PNG declares; 1 for a still one. acTL stands before the first pixels.</summary>
    internal static int AnimationFrames(ReadOnlySpan<byte> png)
    {
        for (var at = 8; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            var type = png.Slice(at + 4, 4);
            if (type.SequenceEqual("acTL"u8) && length >= 8)
            {
                return (int)Math.Clamp(BinaryPrimitives.ReadUInt32BigEndian(png[(at + 8)..]), 1, int.MaxValue);
            }

            if (type.SequenceEqual("IDAT"u8) || length > png.Length - at - 12)
            {
                return 1;
            }

            at += (int)length + 12;
        }

        return 1;
    }

    /// <summary>Whether the rows are stored interlaced (Adam7), so that no count of whole rows exists.</summary>
    internal static bool IsInterlaced(ReadOnlySpan<byte> png) => png.Length > 28 && png[28] != 0;
}
