using System.Buffers.Binary;
using MediaPipeline.Contracts.Formats;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>
/// Copies a picture without anything but its pixels: EXIF, XMP, comments, previews, profiles (only sRGB ones occur here) and data after its end, such as the
/// video of a motion photo, are left out.
/// </summary>
internal static class MetadataFilter
{
    /// <summary>Null when the file is incomplete, holds no still picture, or is coded as browsers do not read it, and therefore must not be copied.</summary>
    internal static byte[]? Copy(PictureFormat format, ReadOnlySpan<byte> content) =>
        format == PictureFormat.Jpeg ? CopyJpeg(content)
        : format == PictureFormat.Png ? CopyPng(content)
        : format == PictureFormat.Webp ? CopyWebp(content)
        : null;

    private static byte[]? CopyJpeg(ReadOnlySpan<byte> jpeg)
    {
        if (!JpegStructure.Read(jpeg).IsShownByBrowsers)
        {
            return null;
        }

        using var copy = new MemoryStream(jpeg.Length);
        copy.Write(jpeg[..2]);
        foreach (var segment in new JpegSegments(jpeg))
        {
            if (BelongsToJpeg(segment, jpeg))
            {
                copy.Write(jpeg[segment.Start..segment.End]);
            }

            if (segment.Marker == JpegSegments.EndOfImage)
            {
                return copy.ToArray();
            }
        }

        return null;
    }

    /// <summary>Of the application segments only JFIF's, and Adobe's, which tells how the colours are coded.</summary>
    private static bool BelongsToJpeg(JpegSegment segment, ReadOnlySpan<byte> jpeg) => segment.Marker switch
    {
        0xE0 => segment.BodyIn(jpeg).StartsWith("JFIF\0"u8),
        0xEE => segment.BodyIn(jpeg).StartsWith("Adobe"u8),
        >= 0xE1 and <= 0xEF or 0xFE => false,
        _ => true,
    };

    private static byte[]? CopyPng(ReadOnlySpan<byte> png)
    {
        using var copy = new MemoryStream(png.Length);
        copy.Write(png[..8]);
        foreach (var chunk in new PngChunks(png))
        {
            if (chunk.Is("IHDR"u8) || chunk.Is("PLTE"u8) || chunk.Is("tRNS"u8) || chunk.Is("IDAT"u8) || chunk.Is("IEND"u8))
            {
                copy.Write(png[(chunk.Start - 8)..(chunk.End + 4)]);
            }

            if (chunk.Is("IEND"u8))
            {
                return copy.ToArray();
            }
        }

        return null;
    }

    private static byte[]? CopyWebp(ReadOnlySpan<byte> webp)
    {
        if (WebpChunks.IsCutOff(webp))
        {
            return null;
        }

        using var copy = new MemoryStream(webp.Length);
        copy.Write(webp[..12]);
        var hasPixels = false;
        var end = BinaryPrimitives.ReadUInt32LittleEndian(webp[4..]) + 8L;
        foreach (var chunk in new WebpChunks(webp[..(int)end]))
        {
            if (chunk.End > end)
            {
                return null;
            }

            hasPixels |= chunk.Is("VP8 "u8) || chunk.Is("VP8L"u8);
            var whole = webp[chunk.Start..(int)chunk.End];
            if (whole.StartsWith("VP8"u8) || whole.StartsWith("ALPH"u8))
            {
                copy.Write(whole);
            }
        }

        return hasPixels ? WithCorrectedHeader(copy.ToArray()) : null;
    }

    /// <summary>The file's new length; in an extended header the flags for profile, EXIF and XMP are cleared.</summary>
    private static byte[] WithCorrectedHeader(byte[] webp)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(webp.AsSpan(4), (uint)webp.Length - 8);
        if (webp.AsSpan(12, 4).SequenceEqual("VP8X"u8))
        {
            webp[20] &= unchecked((byte)~(HasProfile | HasExif | HasXmp));
        }

        return webp;
    }

    private const int HasXmp = 0x04;
    private const int HasExif = 0x08;
    private const int HasProfile = 0x20;
}
