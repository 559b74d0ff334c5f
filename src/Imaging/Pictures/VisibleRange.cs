using System.Runtime.InteropServices;
using NetVips;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>
/// Shows pictures of floating-point, signed or 32-bit numbers, as TIFF holds them, which have no black and white of their own. Numbers from 0 to 1 are shown
/// from black to white; colours that are linear light are compressed where they are brighter; all others go from their smallest to their largest.
/// </summary>
internal static unsafe class VisibleRange
{
    /// <summary>8 and 16 bit without sign, and colour spaces with a scale of their own, are libvips' business.</summary>
    internal static bool IsNeeded(Image image) =>
        image.Format is not (Enums.BandFormat.Uchar or Enums.BandFormat.Ushort) && image.Interpretation is not (Enums.Interpretation.Xyz
            or Enums.Interpretation.Lab or Enums.Interpretation.Cmyk or Enums.Interpretation.Labs);

    /// <summary>The picture in the box, in 8 bits, grey or sRGB, in memory. A transparency is left out.</summary>
    internal static Image Fit(Image image, PictureBox box)
    {
        using var fitted = Resampler.Fit(image, box);
        using var floats = fitted.Cast(Enums.BandFormat.Float);
        using var pixels = new PixelMemory(floats);
        var (width, height, bands) = (floats.Width, floats.Height, floats.Bands);
        var kept = bands < 3 ? 1 : 3;
        var numbers = new Numbers((float*)pixels.Start, (long)width * height, bands, kept);
        var (low, high) = numbers.FindRange();
        var isFromZeroToOne = low >= -Overshoot && high <= 1 + Overshoot;
        var isLight = image.Interpretation == Enums.Interpretation.Scrgb && kept == 3 && high <= BrightestLight;
        var output = isLight ? numbers.ToSrgb(isFromZeroToOne) : isFromZeroToOne ? numbers.Stretch(0, 1) : numbers.Stretch(low, high);
        return PixelMemory.ToImage(output, width, height, kept, kept == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly ref struct Numbers(float* data, long count, int bands, int kept)
    {
        private readonly float* _data = data;

        /// <summary>Numbers that are none, and infinite ones, mark what was not measured.</summary>
        internal (float Low, float High) FindRange()
        {
            var (low, high) = (float.MaxValue, float.MinValue);
            for (long pixel = 0; pixel < count; pixel++)
            {
                for (var band = 0; band < kept; band++)
                {
                    var value = _data[(pixel * bands) + band];
                    if (float.IsFinite(value))
                    {
                        (low, high) = (Math.Min(low, value), Math.Max(high, value));
                    }
                }
            }

            return low <= high ? (low, high) : (0, 1);
        }

        internal byte[] Stretch(float low, float high)
        {
            var output = new byte[count * kept];
            var scale = high > low ? byte.MaxValue / ((double)high - low) : 0;
            for (long pixel = 0; pixel < count; pixel++)
            {
                for (var band = 0; band < kept; band++)
                {
                    var value = ((double)_data[(pixel * bands) + band] - low) * scale;
                    output[(pixel * kept) + band] = double.IsNaN(value) ? (byte)0 : (byte)Math.Clamp(value + 0.5, 0, byte.MaxValue);
                }
            }

            return output;
        }

        internal byte[] ToSrgb(bool clip)
        {
            var output = new byte[count * kept];
            for (long pixel = 0; pixel < count; pixel++)
            {
                var at = _data + (pixel * bands);
                ToneMap.Encode(Light(at[0]), Light(at[1]), Light(at[2]), clip, output.AsSpan((int)pixel * kept, kept));
            }

            return output;
        }

        private static float Light(float value) => float.IsNaN(value) ? 0 : Math.Clamp(value, 0, BrightestLight);
    }

    // A resampler goes beyond the numbers at both sides of an edge.
    private const float Overshoot = 0.2f;

    // Brighter than any light that is measured against white: such numbers are codes.
    private const float BrightestLight = 16;
}
