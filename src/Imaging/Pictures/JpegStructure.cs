using System.Buffers.Binary;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>The segments of a JPEG file before its pixels, as far as a decision needs them.</summary>
/// <param name="Quality">Quality on the scale of the Independent JPEG Group, from the luminance quantisation table; null without one.</param>
/// <param name="IsProgressive">Stored in several scans, so that no count of whole rows exists, and that the decoder keeps all of it.</param>
/// <param name="IsShownByBrowsers">Huffman coding and 8 bits: browsers show neither arithmetic coding, nor lossless, nor 12 bits.</param>
internal sealed record JpegStructure(int? Quality, bool IsProgressive, bool IsShownByBrowsers)
{
    internal static JpegStructure Read(ReadOnlySpan<byte> jpeg)
    {
        int? quality = null;
        var isProgressive = false;
        var isShown = false;
        foreach (var segment in new JpegSegments(jpeg, untilPixels: true))
        {
            switch (segment.Marker)
            {
                case JpegSegments.QuantisationTables:
                    quality ??= EstimateQuality(segment.BodyIn(jpeg));
                    break;
                case >= JpegSegments.FirstFrame and <= JpegSegments.LastFrame and not (0xC4 or 0xC8 or 0xCC):
                    isProgressive = (segment.Marker & 3) == 2;
                    isShown = segment.Marker <= JpegSegments.ProgressiveFrame && segment.BodyIn(jpeg) is [8, ..];
                    break;
            }
        }

        return new JpegStructure(quality, isProgressive, isShown);
    }

    /// <summary>
    /// The quality whose table, scaled from the standard's (ITU-T T.81, table K.1) as libjpeg does, has the sum nearest to table 0's: exact for libjpeg's own
    /// tables, and a fair guess for others.
    /// </summary>
    private static int? EstimateQuality(ReadOnlySpan<byte> tables)
    {
        while (tables.Length > 0)
        {
            var bytesEach = (tables[0] >> 4) + 1;
            var size = 1 + (64 * bytesEach);
            if (bytesEach > 2 || tables.Length < size)
            {
                return null;
            }

            if ((tables[0] & 15) == 0)
            {
                return NearestQuality(Sum(tables[1..size], bytesEach));
            }

            tables = tables[size..];
        }

        return null;
    }

    private static int Sum(ReadOnlySpan<byte> table, int bytesEach)
    {
        var sum = 0;
        for (var i = 0; i < table.Length; i += bytesEach)
        {
            sum += bytesEach == 1 ? table[i] : BinaryPrimitives.ReadUInt16BigEndian(table[i..]);
        }

        return sum;
    }

    private static int NearestQuality(int sum)
    {
        var best = 1;
        for (var quality = 2; quality <= 100; quality++)
        {
            if (Math.Abs(Sums[quality] - sum) < Math.Abs(Sums[best] - sum))
            {
                best = quality;
            }
        }

        return best;
    }

    /// <summary>By quality.</summary>
    private static readonly int[] Sums = [0, .. Enumerable.Range(1, 100).Select(SumAt)];

    private static int SumAt(int quality)
    {
        var scale = quality < 50 ? 5000 / quality : 200 - (quality * 2);
        var sum = 0;
        foreach (var value in StandardLuminance)
        {
            sum += Math.Clamp(((value * scale) + 50) / 100, 1, 255);
        }

        return sum;
    }

    private static ReadOnlySpan<byte> StandardLuminance =>
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ];
}
