using MediaPipeline.Contracts.Formats;
using MediaPipeline.Imaging.Native;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>What a picture's header says, before any pixel is decoded. Width and height are as stored, before orientation.</summary>
internal sealed record PictureHeader(PictureFormat Format, int Width, int Height, int Orientation, bool HasAlpha, int Frames, bool IsPlainSrgb)
{
    internal bool IsSideways => Orientation >= 5;

    /// <summary>Recognises the picture and reads its header; throws <see cref="PictureException"/> for what is not to be decoded.</summary>
    internal static PictureHeader Read(PictureBytes bytes, PictureLimits limits, Predicate<PictureFormat> isReadable)
    {
        var format = Recognise(bytes, limits);
        if (!isReadable(format))
        {
            throw new FormatNotReadableException(format);
        }

        var header = ReadHeader(bytes, format);
        if ((long)header.Width * header.Height > limits.MaxPixels)
        {
            throw new PictureException(FaultCodes.TooManyPixels,
                $"{bytes.Path} has {header.Width:N0} x {header.Height:N0} pixels, more than MaxPixels ({limits.MaxPixels:N0}). Raise the option if it "
                    + "is wanted.");
        }

        return header;
    }

    private static PictureFormat Recognise(PictureBytes bytes, PictureLimits limits)
    {
        var format = PictureFormat.Sniff(bytes.Span)
            ?? throw new PictureException(FaultCodes.NotAPicture, $"{bytes.Path} is not a picture: its content is none of the known formats.");
        if (!limits.Allows(format) || (format == PictureFormat.Tiff && RawTiff.IsRaw(bytes.Span)))
        {
            var name = format == PictureFormat.Tiff ? "raw" : format.Name;
            throw new PictureException(
                FaultCodes.UnsupportedFormat, $"{bytes.Path} is {name}, a format that is not read. Convert it, or see ExtraFormats in docs/imaging.md.");
        }

        return format;
    }

    private static PictureHeader ReadHeader(PictureBytes bytes, PictureFormat format)
    {
        try
        {
            using var source = bytes.OpenSource();
            using var image = PictureLoader.Open(source, format, PictureLoader.Plain);
            var pointer = image.Pointer;
            return new PictureHeader(format, VipsNative.vips_image_get_width(pointer), VipsNative.vips_image_get_height(pointer),
                Math.Clamp(VipsNative.vips_image_get_orientation(pointer), 1, 8), VipsNative.vips_image_hasalpha(
                    pointer) != 0, CountFrames(image, bytes, format), PictureDecoder.IsPlainSrgb(image));
        }
        catch (VipsException e)
        {
            // libvips opens a WebP only when it is whole.
            if (format == PictureFormat.Webp && bytes.Length > PictureFormat.SniffLength && WebpChunks.IsCutOff(bytes.Span))
            {
                throw new PictureException(
                    FaultCodes.Truncated, $"{bytes.Path} is cut off, and of a WebP nothing can be shown then. Fetch or copy it once more.");
            }

            throw new PictureException(FaultCodes.NotAPicture, $"{bytes.Path} starts like {format.Name} but its header cannot be read ({e.LibraryText}).");
        }
    }

    private static int CountFrames(VipsObject image, PictureBytes bytes, PictureFormat format)
    {
        if (format == PictureFormat.Png)
        {
            return PngChunks.AnimationFrames(bytes.Span);
        }

        var isAnimation = format == PictureFormat.Gif || format == PictureFormat.Webp || format == PictureFormat.Jxl;
        var hasPages = isAnimation && VipsNative.vips_image_get_typeof(image.Pointer, "n-pages") != 0;
        return hasPages && VipsNative.vips_image_get_int(image.Pointer, "n-pages", out var pages) == 0 ? Math.Max(pages, 1) : 1;
    }
}

/// <summary>The library in this process does not read the format; another one may.</summary>
internal sealed class FormatNotReadableException(PictureFormat format) : Exception($"This library reads no {format.Name}.")
{
    internal PictureFormat Format => format;
}
