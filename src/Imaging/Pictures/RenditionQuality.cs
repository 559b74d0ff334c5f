using MediaPipeline.Contracts.Formats;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Quality and size of what is to be encoded, judged by the source. Quality is on JPEG's scale of 1 to 100.</summary>
internal static class RenditionQuality
{
    /// <summary>The wanted quality, but no higher than the source's own: more would only keep its faults more exactly, in more bytes.</summary>
    internal static int Cap(int wanted, PictureHeader header, ReadOnlySpan<byte> content) => Math.Min(wanted, OfSource(header, content));

    /// <summary>
    /// A JPEG tells by its tables. Other lossy formats are judged by bits per pixel; since a flat picture needs few at any quality, they never count as worse
    /// than <see cref="LeastByBits"/>. What is lossless is 100.
    /// </summary>
    internal static int OfSource(PictureHeader header, ReadOnlySpan<byte> content)
    {
        if (header.Format == PictureFormat.Jpeg)
        {
            return JpegStructure.Read(content).Quality ?? 100;
        }

        var frugality = FrugalityOf(header.Format, content);
        return frugality is null ? 100 : Math.Max(LeastByBits, QualityAt(BitsPerPixel(header, content.Length) * frugality.Value));
    }

    /// <summary>Bytes that a picture of so many pixels is likely to take when it is encoded.</summary>
    internal static long EstimateBytes(long pixels, int quality, bool asWebp) => (long)(pixels * BitsAt(quality) / 8 / (asWebp ? WebpFrugality : 1));

    /// <summary>How many times fewer bits a format needs than JPEG for the same look; null when the content is lossless.</summary>
    private static double? FrugalityOf(PictureFormat format, ReadOnlySpan<byte> content)
    {
        if (format == PictureFormat.Webp)
        {
            return content.Length > 16
                && (content.Slice(12, 4).SequenceEqual("VP8L"u8) || (content.Slice(12, 4).SequenceEqual("VP8X"u8) && WebpChunks.IsLossless(content)))
                ? null
                : WebpFrugality;
        }

        return format == PictureFormat.Heic ? 1.8 : format == PictureFormat.Avif || format == PictureFormat.Jxl ? 2 : null;
    }

    private static double BitsPerPixel(PictureHeader header, long bytes) => bytes * 8.0 / ((long)header.Width * header.Height);

    private static int QualityAt(double bits)
    {
        var at = 1;
        while (at < Table.Length - 1 && Table[at].Bits < bits)
        {
            at++;
        }

        var (low, high) = (Table[at - 1], Table[at]);
        var share = Math.Clamp((bits - low.Bits) / (high.Bits - low.Bits), 0, 1);
        return (int)Math.Round(low.Quality + (share * (high.Quality - low.Quality)));
    }

    private static double BitsAt(int quality)
    {
        var at = 1;
        while (at < Table.Length - 1 && Table[at].Quality < quality)
        {
            at++;
        }

        var (low, high) = (Table[at - 1], Table[at]);
        return low.Bits + ((high.Bits - low.Bits) * Math.Clamp((quality - low.Quality) / (double)(high.Quality - low.Quality), 0, 1));
    }

    /// <summary>Bits per pixel of photographs of about two megapixels as JPEG 4:2:0: usual values, good for a rough judgement only.</summary>
    private static readonly (int Quality, double Bits)[] Table = [(20, 0.3), (50, 0.6), (75, 1.0), (80, 1.2), (85, 1.45), (90, 1.9), (95, 2.8), (100, 5)];

    private const int LeastByBits = 60;
    private const double WebpFrugality = 1.4;
}
