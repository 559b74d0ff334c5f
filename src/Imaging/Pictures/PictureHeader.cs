using MediaPipeline.Contracts.Formats;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>What a picture's header says, before any pixel is decoded. Width and height are as stored, before orientation.</summary>
/// <param name="IsPlainSrgb">Whether the stored numbers are what a rendition shows.</param>
/// <param name="ShrinksOnLoad">Whether the decoder itself makes the picture smaller without ever holding all of it.</param>
/// <param name="HasFittingProfile">False when it embeds a profile that is broken or made for another kind of colour.</param>
/// <param name="Coding">How its colours are coded, where the file says so by numbers and it is not plain sRGB.</param>
internal sealed record PictureHeader(
    PictureFormat Format, int Width, int Height, int Orientation, bool HasAlpha, int Frames, bool IsPlainSrgb, bool ShrinksOnLoad, bool HasFittingProfile,
    ColourCoding? Coding)
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
        header.CheckPixels(bytes.Path, header.Pixels, "in its header", limits.MaxHeaderPixels, nameof(limits.MaxHeaderPixels));
        header.CheckPixels(bytes.Path, header.LeastPixelsToDecode, "to decode", limits.MaxPixels, nameof(limits.MaxPixels));
        return header;
    }

    /// <summary>Throws <see cref="PictureException"/> when too many pixels are left to decode for that box.</summary>
    internal void CheckPixelsToDecode(string path, PictureBox box, PictureLimits limits)
    {
        var options = LoadOptions.ToCover(IsSideways ? box.Turned : box, this, LoadOptions.Plain.FailOn);
        var shrink = ShrinksOnLoad ? options.Shrink / options.Scale : 1;
        CheckPixels(path, (long)(Pixels / (shrink * shrink)), "to decode", limits.MaxPixels, nameof(limits.MaxPixels));
    }

    private long Pixels => (long)Width * Height;

    private long LeastPixelsToDecode => ShrinksOnLoad ? Pixels / (LoadOptions.MostShrink * LoadOptions.MostShrink) : Pixels;

    private void CheckPixels(string path, long pixels, string what, long limit, string option)
    {
        if (pixels > limit)
        {
            throw new PictureException(FaultCodes.TooManyPixels,
                $"{path} has {Width:N0} x {Height:N0} pixels, {pixels:N0} {what}, more than {option} ({limit:N0}). Raise the option if it is wanted.");
        }
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
        catch (Exception e) when (DecoderFault.Is(e))
        {
            if (bytes.Length > PictureFormat.SniffLength && PictureEnd.IsMissing(format, bytes.Span))
            {
                throw new UndecodableException(
                    format, FaultCodes.Truncated, $"{bytes.Path} is cut off before anything of it can be shown. Fetch or copy it once more.");
            }

            throw new UndecodableException(
                format, FaultCodes.NotAPicture, $"{bytes.Path} starts like {format.Name} but its header cannot be read ({DecoderFault.Describe(e)}).");
        }
    }
}

/// <summary>The decoder of this process does not read the picture; another one may.</summary>
internal sealed class UndecodableException(PictureFormat format, string code, string message) : PictureException(code, message)
{
    internal PictureFormat Format => format;
}
