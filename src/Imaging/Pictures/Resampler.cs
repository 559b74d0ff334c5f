using NetVips;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Makes pictures smaller and leaves their numbers as they are.</summary>
internal static class Resampler
{
    /// <summary>Fits the picture into the box, never larger. No pixel is computed yet.</summary>
    internal static Image Fit(Image image, PictureBox box)
    {
        var (width, height) = (image.Width, image.Height);
        var shrink = Math.Max(1, Math.Max((double)width / box.Width, (double)height / box.Height));
        return Resample(image, 1 / Math.Min(shrink, width), 1 / Math.Min(shrink, height));
    }

    internal static Image Resample(Image image, double across, double down) => image.Resize(across, vscale: down);
}
