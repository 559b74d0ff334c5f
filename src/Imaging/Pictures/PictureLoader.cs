using System.Globalization;
using System.Runtime.InteropServices;
using MediaPipeline.Contracts.Formats;
using MediaPipeline.Imaging.Native;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>How a loader is to open a picture.</summary>
/// <param name="Shrink">JPEG only: 1, 2, 4 or 8; the decoder makes the picture so many times smaller.</param>
/// <param name="Scale">WebP only: the decoder's own scaling, at most 1.</param>
/// <param name="FailOn">libvips' fail-on: none, truncated, error, warning.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LoadOptions(int Shrink, double Scale, string FailOn);

/// <summary>Opens pictures with the loader of their format; no pixel is decoded yet.</summary>
internal static class PictureLoader
{
    internal static readonly LoadOptions Plain = new(1, 1, "none");

    internal static VipsObject Open(VipsObject source, PictureFormat format, LoadOptions options)
    {
        using var load = new VipsOperation(FormatLoaders.LoaderOf(format));
        load.Source(source).Set("access", "sequential").Set("fail-on", options.FailOn);
        if (options.Shrink > 1)
        {
            load.Set("shrink", options.Shrink);
        }

        if (options.Scale < 1)
        {
            load.Set("scale", options.Scale.ToString("R", CultureInfo.InvariantCulture));
        }

        return load.RunToImage();
    }

    /// <summary>The decoder's own shrinking that still covers the box: the rest is left to the resampler.</summary>
    internal static LoadOptions ChooseShrink(PictureHeader header, PictureBox box, string failOn)
    {
        var factor = Math.Max((double)header.Width / box.Width, (double)header.Height / box.Height);
        var shortSide = Math.Min(header.Width, header.Height);
        if (header.Format == PictureFormat.Webp && factor > 1 && shortSide >= 2 * factor)
        {
            return new LoadOptions(1, 1 / factor, failOn);
        }

        var shrink = header.Format != PictureFormat.Jpeg ? 1 : factor switch { >= 8 => 8, >= 4 => 4, >= 2 => 2, _ => 1 };

        // A side that shrinks to nothing is a failed assertion in libvips 8.14, which ends the process.
        return new LoadOptions(shortSide < 16 * shrink ? 1 : shrink, 1, failOn);
    }
}

/// <summary>A box that a picture is fitted in, in pixels as they are stored.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PictureBox(int Width, int Height)
{
    internal PictureBox Turned => new(Height, Width);
}
