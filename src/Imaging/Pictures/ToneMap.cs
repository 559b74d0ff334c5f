using NetVips;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>
/// Converts pictures whose colours are coded by numbers (<see cref="ColourCoding"/>) to sRGB. High dynamic range is mapped plainly: up to about half of the
/// brightness of white, 203 cd/m² (ITU-R BT.2408), nothing changes; what is brighter, up to 1,000 cd/m², is compressed into the rest.
/// </summary>
internal static unsafe class ToneMap
{
    /// <summary>The picture in the box, in 8 bits and sRGB, in memory.</summary>
    internal static Image Fit(Image image, PictureBox box, ColourCoding coding)
    {
        var hasAlpha = image.HasAlpha();
        using var fitted = hasAlpha ? TransparentPicture.Fit(image, box) : Resampler.Fit(image, box);
        using var pixels = new PixelMemory(fitted);
        var (width, height, bands) = (fitted.Width, fitted.Height, fitted.Bands);
        var is16Bit = fitted.Format == Enums.BandFormat.Ushort;
        var linear = LinearTable(coding, is16Bit ? ushort.MaxValue : byte.MaxValue);
        var (step, outputBands) = (bands < 3 ? 0 : 1, hasAlpha ? 4 : 3);
        var output = new byte[(long)width * height * outputBands];
        var data = pixels.Start;
        var matrix = MatrixOf(coding);
        for (var (from, to) = (0L, 0L); to < output.LongLength; from += bands, to += outputBands)
        {
            var (red, green, blue) = (linear[Value(from)], linear[Value(from + step)], linear[Value(from + (2 * step))]);
            Convert(coding, matrix, red, green, blue, output.AsSpan((int)to, 3));
            if (hasAlpha)
            {
                output[to + 3] = data[from + bands - 1];
            }
        }

        return PixelMemory.ToImage(output, width, height, outputBands, Enums.Interpretation.Srgb);

        int Value(long index) => is16Bit ? ((ushort*)data)[index] : data[index];
    }

    /// <summary>Linear light, where 1 is white, as sRGB; what is brighter is cut off or compressed.</summary>
    internal static void Encode(float red, float green, float blue, bool clip, Span<byte> pixel)
    {
        var brightest = Math.Max(red, Math.Max(green, blue));
        var scale = !clip && brightest > Knee ? Compress(brightest) / brightest : 1;
        (pixel[0], pixel[1], pixel[2]) = (ToSrgb(red * scale), ToSrgb(green * scale), ToSrgb(blue * scale));
    }

    private static void Convert(ColourCoding coding, float[]? matrix, float red, float green, float blue, Span<byte> pixel)
    {
        if (coding.Transfer == ColourCoding.HybridLogGamma)
        {
            // ITU-R BT.2100: from light of the scene to light of a screen of 1,000 cd/m².
            var light = MathF.Pow((0.2627f * red) + (0.6780f * green) + (0.0593f * blue), 0.2f) * Brightest;
            (red, green, blue) = (red * light, green * light, blue * light);
        }

        if (matrix is { } m)
        {
            (red, green, blue) = (Row(0), Row(3), Row(6));
        }

        Encode(red, green, blue, clip: !coding.IsHighDynamicRange, pixel);

        float Row(int at) => Math.Max(0, (matrix![at] * red) + (matrix[at + 1] * green) + (matrix[at + 2] * blue));
    }

    /// <summary>Starts with slope 1 at the knee and reaches 1 at the brightest (Reinhard's extended curve).</summary>
    private static float Compress(float value)
    {
        var above = (Math.Min(value, Brightest) - Knee) / (1 - Knee);
        const float Most = (Brightest - Knee) / (1 - Knee);
        return Knee + ((1 - Knee) * above * (1 + (above / (Most * Most))) / (1 + above));
    }

    private static byte ToSrgb(float linear) => Srgb[(int)((Math.Clamp(linear, 0, 1) * (Srgb.Length - 1)) + 0.5f)];

    private static float[] LinearTable(ColourCoding coding, int largest)
    {
        var table = new float[largest + 1];
        for (var i = 0; i <= largest; i++)
        {
            var value = (double)i / largest;
            table[i] = (float)(coding.Transfer switch
            {
                ColourCoding.PerceptualQuantiser => FromPerceptualQuantiser(value) * 10_000 / White,
                ColourCoding.HybridLogGamma => value <= 0.5 ? value * value / 3 : (Math.Exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12,
                4 => Math.Pow(value, 2.2),
                8 => value,
                _ => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4),
            });
        }

        return table;
    }

    /// <summary>SMPTE ST 2084: 1 is 10,000 cd/m².</summary>
    private static double FromPerceptualQuantiser(double value)
    {
        var root = Math.Pow(value, 1 / 78.84375);
        return Math.Pow(Math.Max(root - 0.8359375, 0) / (18.8515625 - (18.6875 * root)), 1 / 0.1593017578125);
    }

    /// <summary>To the primaries of sRGB, all with white D65. High dynamic range that does not say its primaries has those of BT.2020.</summary>
    private static float[]? MatrixOf(ColourCoding coding) => coding.Primaries switch
    {
        ColourCoding.DisplayP3 or ColourCoding.DciP3 => [1.2249f, -0.2247f, 0, -0.0420f, 1.0419f, 0, -0.0197f, -0.0786f, 1.0979f],
        1 => null,
        _ => [1.6605f, -0.5876f, -0.0728f, -0.1246f, 1.1329f, -0.0083f, -0.0182f, -0.1006f, 1.1187f],
    };

    private const double White = 203;
    private const float Brightest = (float)(1000 / White);
    private const float Knee = 0.5f;

    private static readonly byte[] Srgb =
    [
        .. Enumerable.Range(0, 1 << 14).Select(i => i / (double)((1 << 14) - 1))
            .Select(linear => (byte)Math.Round(255 * (linear <= 0.0031308 ? linear * 12.92 : (1.055 * Math.Pow(linear, 1 / 2.4)) - 0.055))),
    ];
}
