using MediaPipeline.Contracts.Formats;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>What a picture's header says, before any pixel is decoded. Width and height are as stored, before orientation.</summary>
internal sealed record PictureHeader(PictureFormat Format, int Width, int Height, int Orientation, bool HasAlpha, int Frames, bool IsPlainSrgb)
{
    internal bool IsSideways => Orientation >= 5;

    /// <summary>Recognises the picture and reads its header; throws <see cref="PictureException"/> for what is not to be decoded.</summary>
    internal static PictureHeader Read(PictureBytes bytes, PictureLimits limits, IPictureLoader loader, Predicate<PictureFormat> isReadable)
    {
        var format = Recognise(bytes, limits);
        if (!isReadable(format))
        {
            throw new UndecodableException(
                format, FaultCodes.UnsupportedFormat, $"{bytes.Path} is {format.Name}, which no decoder here reads. See ExtraFormats in docs/imaging.md.");
        }

        var header = ReadHeader(bytes, format, loader);
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

    private static PictureHeader ReadHeader(PictureBytes bytes, PictureFormat format, IPictureLoader loader)
    {
        try
        {
            return loader.ReadHeader(bytes, format);
        }
        catch (DecoderException e)
        {
            // libvips opens a WebP only when it is whole.
            if (format == PictureFormat.Webp && bytes.Length > PictureFormat.SniffLength && WebpChunks.IsCutOff(bytes.Span))
            {
                throw new PictureException(
                    FaultCodes.Truncated, $"{bytes.Path} is cut off, and of a WebP nothing can be shown then. Fetch or copy it once more.");
            }

            throw new UndecodableException(
                format, FaultCodes.NotAPicture, $"{bytes.Path} starts like {format.Name} but its header cannot be read ({e.Message}).");
        }
    }
}

/// <summary>The decoder of this process does not read the picture; another one may.</summary>
internal sealed class UndecodableException(PictureFormat format, string code, string message) : PictureException(code, message)
{
    internal PictureFormat Format => format;
}
