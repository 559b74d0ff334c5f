using System.Runtime.InteropServices;
using ImageMagick;
using MediaPipeline.Contracts.Formats;
using NetVips;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>
/// Decodes pictures whole with ImageMagick and hands the pixels to libvips. The format is always named: ImageMagick would choose among more than a hundred by
/// the content, some of which read other files or run programs.
/// </summary>
internal sealed class MagickLoader : IPictureLoader
{
    private const int StripRows = 64;

    private static readonly Dictionary<PictureFormat, MagickFormat> Formats = new()
    {
        [PictureFormat.Jpeg] = MagickFormat.Jpeg,
        [PictureFormat.Png] = MagickFormat.Png,
        [PictureFormat.Webp] = MagickFormat.WebP,
        [PictureFormat.Gif] = MagickFormat.Gif,
        [PictureFormat.Tiff] = MagickFormat.Tiff,
        [PictureFormat.Heic] = MagickFormat.Heic,
        [PictureFormat.Avif] = MagickFormat.Avif,
        [PictureFormat.Jxl] = MagickFormat.Jxl,
        [PictureFormat.Jp2] = MagickFormat.Jp2,
    };

    /// <summary>One thread, nothing on disk, and no more memory than the picture itself may take.</summary>
    internal MagickLoader(PictureLimits limits)
    {
        OpenCL.IsEnabled = false;
        ResourceLimits.Thread = 1;
        ResourceLimits.Disk = 0;
        ResourceLimits.Area = (ulong)limits.MaxPixels;
        ResourceLimits.Memory = (ulong)limits.MaxPixels * MostChannels;

        // To read a header its PNG reader takes memory for a row, which no other limit covers; and what it calls a side is more than an int holds.
        ResourceLimits.Width = ResourceLimits.Height = LongestSide;
    }

    public string Description => MagickNET.ImageMagickVersion.Split(" https", 2)[0];

    public PictureHeader ReadHeader(PictureBytes bytes, PictureFormat format)
    {
        using var image = new MagickImage();
        Try(() => image.Ping(bytes.Span, SettingsFor(bytes, format)));
        if (Math.Max(image.Width, image.Height) > LongestSide)
        {
            throw new DecoderException($"it claims {image.Width:N0} x {image.Height:N0} pixels");
        }

        var frames = format == PictureFormat.Png ? PngChunks.AnimationFrames(bytes.Span) : 1;
        return new PictureHeader(
            format, (int)image.Width, (int)image.Height, OrientationOf(image, format), image.HasAlpha, frames, IsPlainSrgb: false, ShrinksOnLoad: false,
            HasFittingProfile(image), ColourCoding.Read(format, bytes.Span));
    }

    public Image Open(PictureBytes bytes, PictureFormat format, LoadOptions options)
    {
        using var image = new MagickImage();
        MagickWarningException? warning = null;

        // Warnings about the image in general and about options are about metadata: XMP that is too deep for ImageMagick's own check, for example.
        image.Warning += (_, raised) => warning ??= raised.Exception is MagickImageWarningException or MagickOptionWarningException
            ? null : raised.Exception as MagickWarningException;
        Try(() => image.Read(bytes.Span, SettingsFor(bytes, format)));
        if (warning is not null && options.FailOn != Enums.FailOn.None)
        {
            throw new DecoderException(warning.Message, warning);
        }

        return ToVips(image, OrientationOf(image, format));
    }

    public bool DecodesWhole(PictureFormat format) => true;

    public bool Knows(PictureFormat format) => Formats.TryGetValue(format, out var known) && MagickFormatInfo.Create(known) is { SupportsReading: true };

    private static MagickReadSettings SettingsFor(PictureBytes bytes, PictureFormat format) => new()
    {
        // A bare codestream of JPEG 2000 is a format of its own.
        Format = format == PictureFormat.Jp2 && bytes.Span is [0xFF, 0x4F, ..] ? MagickFormat.J2k : Formats[format],
        FrameIndex = 0,
        FrameCount = 1,
    };

    // The decoders of these turn the picture themselves.
    private static int OrientationOf(MagickImage image, PictureFormat format) =>
        format == PictureFormat.Heic || format == PictureFormat.Avif || format == PictureFormat.Jxl ? 1 : Math.Clamp((int)image.Orientation, 1, 8);

    private static bool HasFittingProfile(MagickImage image) => image.GetColorProfile()?.ToByteArray() is not { } profile
        || new ColourProfile(profile).Fits(image.ColorSpace switch { ColorSpace.CMYK => "CMYK"u8, ColorSpace.Gray => "GRAY"u8, _ => "RGB "u8 });

    private static unsafe Image ToVips(MagickImage image, int orientation)
    {
        if (image.ColorSpace is not (ColorSpace.sRGB or ColorSpace.Gray or ColorSpace.CMYK))
        {
            Try(() => image.ColorSpace = ColorSpace.sRGB);
        }

        var (mapping, interpretation) = image.ColorSpace switch
        {
            ColorSpace.CMYK => ("CMYK", Enums.Interpretation.Cmyk),
            ColorSpace.Gray when !image.HasAlpha => ("R", Enums.Interpretation.Bw),
            _ => (image.HasAlpha ? "RGBA" : "RGB", Enums.Interpretation.Srgb),
        };
        var (width, height, bands) = ((int)image.Width, (int)image.Height, mapping.Length);
        var size = (nuint)width * (nuint)height * (nuint)bands;
        var data = (byte*)NativeMemory.Alloc(size);
        try
        {
            CopyPixels(image, mapping, data, (nuint)(width * bands));
            using var pixels = Image.NewFromMemoryCopy((nint)data, size, width, height, bands, Enums.BandFormat.Uchar);
            using var marked = pixels.Copy(interpretation: interpretation);
            var profile = image.GetColorProfile()?.ToByteArray();
            return marked.Mutate(fields =>
            {
                fields.Set(GValue.GIntType, PictureDecoder.OrientationField, orientation);
                if (profile is not null)
                {
                    fields.Set(GValue.BlobType, PictureDecoder.ProfileField, profile);
                }
            });
        }
        finally
        {
            NativeMemory.Free(data);
        }
    }

    // In strips: one array for a large picture would lie in this process' own heap until it is collected.
    private static unsafe void CopyPixels(MagickImage image, string mapping, byte* target, nuint stride)
    {
        using var pixels = image.GetPixelsUnsafe();
        for (var row = 0; row < image.Height; row += StripRows)
        {
            var rows = (uint)Math.Min(StripRows, image.Height - row);
            var strip = pixels.ToByteArray(0, row, image.Width, rows, mapping)!;
            strip.CopyTo(new Span<byte>(target + ((nuint)row * stride), strip.Length));
        }
    }

    private static void Try(Action read)
    {
        try
        {
            read();
        }
        catch (MagickException e)
        {
            throw new DecoderException(e.Message, e);
        }
    }

    private const int MostChannels = 5;
    private const ulong LongestSide = 10_000_000;
}
