using System.Runtime.InteropServices;
using MediaPipeline.Contracts.Formats;
using NetVips;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Opens pictures with one of the decoders. What it cannot read is a <see cref="DecoderFault"/>.</summary>
internal interface IPictureLoader
{
    /// <summary>Name and version, for people.</summary>
    string Description { get; }

    /// <summary>Reads the header; decodes no pixels.</summary>
    PictureHeader ReadHeader(PictureBytes bytes, PictureFormat format);

    /// <summary>The picture with its profile and its orientation as libvips keeps them.</summary>
    Image Open(PictureBytes bytes, PictureFormat format, LoadOptions options);

    /// <summary>Whether it decodes a picture as a whole, and leaves empty what is not there.</summary>
    bool DecodesWhole(PictureFormat format);

    /// <summary>Whether it has a decoder for a format of which there is no sample.</summary>
    bool Knows(PictureFormat format);
}

/// <summary>How a picture is to be opened.</summary>
/// <param name="Shrink">JPEG by libvips only: 1, 2, 4 or 8; the decoder makes the picture so many times smaller.</param>
/// <param name="Scale">WebP by libvips only: the decoder's own scaling, at most 1.</param>
/// <param name="FailOn">What counts as an error: by libvips nothing, a missing end, any error, or a warning too.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LoadOptions(int Shrink, double Scale, Enums.FailOn FailOn)
{
    internal const int MostShrink = 8;

    internal static readonly LoadOptions Plain = new(1, 1, Enums.FailOn.None);

    /// <summary>The decoder's own shrinking that still covers the box: the rest is left to the resampler.</summary>
    internal static LoadOptions ToCover(PictureBox box, PictureHeader header, Enums.FailOn failOn)
    {
        var factor = Math.Max((double)header.Width / box.Width, (double)header.Height / box.Height);
        var shortSide = Math.Min(header.Width, header.Height);
        if (header.Format == PictureFormat.Webp && factor > 1 && shortSide >= 2 * factor)
        {
            return new LoadOptions(1, 1 / factor, failOn);
        }

        var shrink = header.Format != PictureFormat.Jpeg ? 1 : factor switch { >= MostShrink => MostShrink, >= 4 => 4, >= 2 => 2, _ => 1 };

        // A side that shrinks to nothing ends the process in some versions of libvips.
        return new LoadOptions(shortSide < 16 * shrink ? 1 : shrink, 1, failOn);
    }
}

/// <summary>A box that a picture is fitted in, in pixels as they are stored.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PictureBox(int Width, int Height)
{
    internal PictureBox Turned => new(Height, Width);
}
