using System.Runtime.InteropServices;
using MediaPipeline.Imaging.Native;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Decodes a picture once, at about the size that is wanted, into memory of its own: upright, 8 bit, sRGB or grey, without any metadata.</summary>
internal static unsafe class PictureDecoder
{
    internal static VipsObject Decode(IPictureLoader loader, PictureBytes bytes, PictureHeader header, PictureBox box, string failOn)
    {
        box = header.IsSideways ? box.Turned : box;
        using var opened = loader.Open(bytes, header.Format, LoadOptions.ToCover(box, header, failOn));
        if (!header.HasFittingProfile)
        {
            VipsNative.vips_image_remove(opened.Pointer, ProfileField);
        }

        using var fitted = Fit(opened, box, header.Coding);
        var pixels = Upright(Materialise(fitted), header.Orientation);
        RemoveFields(pixels);
        return pixels;
    }

    /// <summary>Makes an image that lies in memory smaller, never larger; computed when it is saved.</summary>
    internal static VipsObject Reduce(VipsObject image, PictureBox box)
    {
        if (VipsNative.vips_image_hasalpha(image.Pointer) != 0)
        {
            return TransparentPicture.Fit(image, box);
        }

        using var thumbnail = new VipsOperation("thumbnail_image");
        return thumbnail.Image("in", image).Set("width", box.Width).Set("height", box.Height).Set("size", "down").RunToImage();
    }

    /// <summary>Computes the pixels now, into memory.</summary>
    internal static VipsObject Materialise(VipsObject lazy) => new(VipsNative.vips_image_copy_memory(lazy.Pointer), "decode");

    private static VipsObject Fit(VipsObject opened, PictureBox box, ColourCoding? coding)
    {
        if (VipsNative.vips_image_get_interpretation(opened.Pointer) == VipsInterpretation.Cmyk)
        {
            using var rgb = FromCmyk(opened);
            return Thumbnail(rgb, box, convert: false);
        }

        if (VisibleRange.IsNeeded(opened))
        {
            return VisibleRange.Fit(opened, box);
        }

        var hasProfile = HasProfile(opened);
        if ((ProfileOf(opened).HighDynamicRange ?? coding) is { } coded && (coded.IsHighDynamicRange || !hasProfile))
        {
            return ToneMap.Fit(opened, box, coded);
        }

        var convert = hasProfile && !ProfileOf(opened).IsSrgb;
        return VipsNative.vips_image_hasalpha(opened.Pointer) != 0 && !convert ? TransparentPicture.Fit(opened, box) : Thumbnail(opened, box, convert);
    }

    /// <summary>By the picture's own profile, which thumbnail_image of 8.14 ignores; by libvips' fallback profile when it has none.</summary>
    private static VipsObject FromCmyk(VipsObject cmyk)
    {
        using var transform = new VipsOperation("icc_transform");
        transform.Image("in", cmyk).Set("output-profile", "srgb").Set("intent", "perceptual").Set("black-point-compensation", "true");
        return (ProfileOf(cmyk).IsCmyk ? transform.Set("embedded", "true") : transform.Set("input-profile", "cmyk")).RunToImage();
    }

    /// <summary>Converts from the embedded profile only when asked: with no profile a conversion would cost much and darken the picture.</summary>
    private static VipsObject Thumbnail(VipsObject image, PictureBox box, bool convert)
    {
        using var thumbnail = new VipsOperation("thumbnail_image");
        thumbnail.Image("in", image).Set("width", box.Width).Set("height", box.Height).Set("size", "down").Set("no-rotate", "true");
        if (convert)
        {
            thumbnail.Set("export-profile", "srgb").Set("intent", "perceptual");
        }

        return thumbnail.RunToImage();
    }

    private static VipsObject Upright(VipsObject pixels, int orientation)
    {
        if (orientation == 1)
        {
            return pixels;
        }

        using (pixels)
        {
            using var autorot = new VipsOperation("autorot");
            using var turned = autorot.Image("in", pixels).RunToImage();
            return Materialise(turned);
        }
    }

    /// <summary>
    /// Removes every field, position and serial numbers among them: webpsave of 8.14 writes them even when told to strip. libvips' own notes stay: by
    /// vips-sequential the resampler keeps rows that it needs again, and without it the thumbnail costs ten times as much.
    /// </summary>
    private static void RemoveFields(VipsObject image)
    {
        var fields = VipsNative.vips_image_get_fields(image.Pointer);
        try
        {
            for (var field = fields; *field != null; field++)
            {
                var name = Marshal.PtrToStringUTF8((nint)(*field))!;
                if (!name.StartsWith("vips-", StringComparison.Ordinal))
                {
                    VipsNative.vips_image_remove(image.Pointer, name);
                }
            }
        }
        finally
        {
            VipsNative.g_strfreev(fields);
        }
    }

    /// <summary>Whether the stored numbers are what a rendition shows: 8 bit, grey or RGB, in sRGB or with nothing said about it.</summary>
    internal static bool IsPlainSrgb(VipsObject image) =>
        VipsNative.vips_image_get_format(image.Pointer) == PixelMemory.FormatUchar
        && VipsNative.vips_image_get_interpretation(image.Pointer) is VipsInterpretation.Grey or VipsInterpretation.Srgb
        && (!HasProfile(image) || ProfileOf(image).IsSrgb);

    /// <summary>Whether the embedded profile can be used, or none is there: one that is made for another kind of colour would show wrong colours.</summary>
    internal static bool HasFittingProfile(VipsObject image) => !HasProfile(image) || ProfileOf(image).Fits(
        VipsNative.vips_image_get_interpretation(image.Pointer) switch
        {
            VipsInterpretation.Cmyk => "CMYK"u8,
            VipsInterpretation.Grey or VipsInterpretation.Grey16 => "GRAY"u8,
            VipsInterpretation.Lab or VipsInterpretation.Labs => "Lab "u8,
            _ => "RGB "u8,
        });

    private static bool HasProfile(VipsObject image) => VipsNative.vips_image_get_typeof(image.Pointer, ProfileField) != 0;

    /// <summary>The embedded profile; it lies in the image's memory.</summary>
    private static ColourProfile ProfileOf(VipsObject image) =>
        HasProfile(image) && VipsNative.vips_image_get_blob(image.Pointer, ProfileField, out var data, out var length) == 0
            ? new ColourProfile(new ReadOnlySpan<byte>(data, (int)length))
            : default;

    internal const string ProfileField = "icc-profile-data";
}
