using System.Globalization;
using MediaPipeline.Imaging.Native;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Makes pictures smaller and leaves their numbers as they are.</summary>
internal static class Resampler
{
    /// <summary>Fits the picture into the box, never larger. No pixel is computed yet.</summary>
    internal static VipsObject Fit(VipsObject image, PictureBox box)
    {
        var (width, height, _) = PixelMemory.SizeOf(image);
        var shrink = Math.Max(1, Math.Max((double)width / box.Width, (double)height / box.Height));
        return Resample(image, 1 / Math.Min(shrink, width), 1 / Math.Min(shrink, height));
    }

    internal static VipsObject Resample(VipsObject image, double across, double down)
    {
        using var resize = new VipsOperation("resize");
        return resize.Image("in", image).Set("scale", Text(across)).Set("vscale", Text(down)).RunToImage();
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
