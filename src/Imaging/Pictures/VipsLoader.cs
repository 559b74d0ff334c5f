using MediaPipeline.Contracts.Formats;
using MediaPipeline.Imaging.Native;
using NetVips;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Opens pictures with libvips' loader of their format; no pixel is decoded until it is needed.</summary>
internal sealed class VipsLoader : IPictureLoader
{
    private static readonly Dictionary<PictureFormat, string> Loaders = new()
    {
        [PictureFormat.Jpeg] = "jpegload_source",
        [PictureFormat.Png] = "pngload_source",
        [PictureFormat.Webp] = "webpload_source",
        [PictureFormat.Gif] = "gifload_source",
        [PictureFormat.Tiff] = "tiffload_source",
        [PictureFormat.Heic] = "heifload_source",
        [PictureFormat.Avif] = "heifload_source",
        [PictureFormat.Jxl] = "jxlload_source",
        [PictureFormat.Jp2] = "jp2kload_source",
        [PictureFormat.Svg] = "svgload_source",
    };

    public string Description => $"libvips {VipsLibrary.Version} (SIMD {(NetVips.NetVips.Vector ? "on" : "off")})";

    public PictureHeader ReadHeader(PictureBytes bytes, PictureFormat format)
    {
        if (format == PictureFormat.Tiff && TiffDirectory.First(bytes.Span).ReadNumber(CompressionTag) is { } compression
            && MissingCodecs.Contains(compression))
        {
            throw new UndecodableException(format, FaultCodes.UnsupportedFormat,
                $"{bytes.Path} is a TIFF with compression {compression}, which no decoder here reads. Save it again with another compression.");
        }

        using var image = Open(bytes, format, LoadOptions.Plain);
        var coding = ColourCoding.Read(format, bytes.Span);
        var isFitting = PictureDecoder.HasFittingProfile(image);
        return new PictureHeader(
            format,
            image.Width,
            image.Height,
            ReadNumber(image, PictureDecoder.OrientationField) is { } turned and >= 1 and <= 8 ? turned : 1,
            image.HasAlpha(),
            CountFrames(image, bytes, format),
            coding is null && isFitting && PictureDecoder.IsPlainSrgb(image),
            ShrinksOnLoad(bytes.Span, format),
            isFitting,
            coding);
    }

    public Image Open(PictureBytes bytes, PictureFormat format, LoadOptions options)
    {
        using var source = bytes.OpenSource();
        var arguments = new VOption { ["access"] = Enums.Access.Sequential, ["fail_on"] = options.FailOn };
        if (options.Shrink > 1)
        {
            arguments["shrink"] = options.Shrink;
        }

        if (options.Scale < 1)
        {
            arguments["scale"] = options.Scale;
        }

        return (Image)Operation.Call(Loaders[format], arguments, source);
    }

    public bool DecodesWhole(PictureFormat format) => format == PictureFormat.Gif;

    public bool Knows(PictureFormat format)
    {
        try
        {
            using var load = Operation.NewFromName(Loaders[format]);
            return true;
        }
        catch (VipsException)
        {
            return false;
        }
    }

    private static bool ShrinksOnLoad(ReadOnlySpan<byte> content, PictureFormat format) =>
        (format == PictureFormat.Jpeg && !JpegStructure.Read(content).IsProgressive) || (format == PictureFormat.Webp && !WebpChunks.IsLossless(content));

    // LERC, LZMA, Zstandard, WebP, JPEG XL: libtiff opens such a file, and fails at its pixels.
    private static readonly long[] MissingCodecs = [34887, 34925, 50000, 50001, 50002];

    private const ushort CompressionTag = 259;

    private static int CountFrames(Image image, PictureBytes bytes, PictureFormat format)
    {
        if (format == PictureFormat.Png)
        {
            return PngChunks.AnimationFrames(bytes.Span);
        }

        var isAnimation = format == PictureFormat.Gif || format == PictureFormat.Webp || format == PictureFormat.Jxl;
        return isAnimation && ReadNumber(image, "n-pages") is { } pages ? Math.Max(pages, 1) : 1;
    }

    private static int? ReadNumber(Image image, string field) => image.Contains(field) ? image.Get(field) as int? : null;
}
