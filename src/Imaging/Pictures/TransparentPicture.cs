using MediaPipeline.Imaging.Native;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>
/// Makes pictures with transparency smaller as thumbnail_image of libvips 8.18 does: colours weighted by their opacity, and rounded to 8 bit before they are
/// resampled. thumbnail_image of 8.14 resamples them as floating-point numbers, one after the other, which costs more than decoding does.
/// </summary>
internal static class TransparentPicture
{
    /// <summary>Fits the picture into the box, never larger; 8 bit, sRGB or grey. No pixel is computed yet.</summary>
    internal static VipsObject Fit(VipsObject image, PictureBox box)
    {
        using var plain = ToEightBit(image);
        var (width, height) = (VipsNative.vips_image_get_width(plain.Pointer), VipsNative.vips_image_get_height(plain.Pointer));
        var shrink = Math.Max((double)width / box.Width, (double)height / box.Height);
        if (shrink <= 1)
        {
            return Run("copy", plain);
        }

        using var weighted = Run("premultiply", plain);
        using var rounded = Round(weighted);
        using var resampled = Resampler.Resample(rounded, 1 / Math.Min(shrink, width), 1 / Math.Min(shrink, height));
        using var unweighted = Run("unpremultiply", resampled);
        return Round(unweighted);
    }

    private static VipsObject ToEightBit(VipsObject image)
    {
        using var convert = new VipsOperation("colourspace");
        return convert.Image("in", image).Set("space", VipsNative.vips_image_get_bands(image.Pointer) < 3 ? "b-w" : "srgb").RunToImage();
    }

    private static VipsObject Round(VipsObject image)
    {
        using var cast = new VipsOperation("cast");
        return cast.Image("in", image).Set("format", "uchar").RunToImage();
    }

    private static VipsObject Run(string name, VipsObject image)
    {
        using var operation = new VipsOperation(name);
        return operation.Image("in", image).RunToImage();
    }
}
