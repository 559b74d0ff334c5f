using MediaPipeline.Contracts.Formats;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Whether a source can be copied as a rendition: it fits, looks the same, and is no larger than the encoded rendition would be.</summary>
internal static class CopyRule
{
    /// <summary>The bytes of the copy, or null when the picture is to be encoded.</summary>
    internal static byte[]? TryCopy(PictureBytes bytes, PictureHeader header, RenditionSpec spec, bool hasPosition)
    {
        var fits = header.Width <= spec.MaxWidth && header.Height <= spec.MaxHeight;
        var showsTheSame = header is { Orientation: 1, Frames: 1, IsPlainSrgb: true } && !(header.HasAlpha && spec.Format == RenditionFormat.Jpeg);
        return spec.AllowCopy && fits && showsTheSame && !hasPosition && bytes.Length <= EstimateEncoded(bytes, header, spec)
            ? MetadataFilter.Copy(header.Format, bytes.Span)
            : null;
    }

    /// <summary>A JPEG's own size tells how much detail it has; for the rest a usual picture is taken.</summary>
    private static long EstimateEncoded(PictureBytes bytes, PictureHeader header, RenditionSpec spec)
    {
        var pixels = (long)header.Width * header.Height;
        var asWebp = spec.Format == RenditionFormat.Webp;
        var quality = RenditionQuality.Cap(spec.Quality, header, bytes.Span);
        var estimate = RenditionQuality.EstimateBytes(pixels, quality, asWebp);
        if (header.Format != PictureFormat.Jpeg)
        {
            return estimate;
        }

        var own = RenditionQuality.EstimateBytes(pixels, RenditionQuality.OfSource(header, bytes.Span), asWebp: false);
        return (long)((double)estimate / own * bytes.Length);
    }
}
