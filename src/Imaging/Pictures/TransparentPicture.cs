using NetVips;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>
/// Makes pictures with transparency smaller as thumbnail_image of libvips 8.18 does: colours weighted by their opacity, and rounded to 8 bit before they are
/// resampled. thumbnail_image of 8.14 resamples them as floating-point numbers, one after the other, which costs more than decoding does.
/// </summary>
internal static class TransparentPicture
{
    /// <summary>Fits the picture into the box, never larger; 8 bit, sRGB or grey. No pixel is computed yet.</summary>
    internal static Image Fit(Image image, PictureBox box)
    {
        using var plain = image.Colourspace(image.Bands < 3 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        var (width, height) = (plain.Width, plain.Height);
        var shrink = Math.Max((double)width / box.Width, (double)height / box.Height);
        if (shrink <= 1)
        {
            return plain.Copy();
        }

        using var weighted = plain.Premultiply();
        using var rounded = weighted.Cast(Enums.BandFormat.Uchar);
        using var resampled = Resampler.Resample(rounded, 1 / Math.Min(shrink, width), 1 / Math.Min(shrink, height));
        using var unweighted = resampled.Unpremultiply();
        return unweighted.Cast(Enums.BandFormat.Uchar);
    }
}
