using NetVips;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Decodes a picture once, at about the size that is wanted, into memory of its own: upright, 8 bit, sRGB or grey, without any metadata.</summary>
internal static class PictureDecoder
{
    internal static Image Decode(IPictureLoader loader, PictureBytes bytes, PictureHeader header, PictureBox box, Enums.FailOn failOn)
    {
        box = header.IsSideways ? box.Turned : box;
        using var opened = loader.Open(bytes, header.Format, LoadOptions.ToCover(box, header, failOn));
        using var withoutProfile = header.HasFittingProfile ? null : opened.Mutate(static fields => fields.Remove(ProfileField));
        using var fitted = Fit(withoutProfile ?? opened, box, header.Coding);
        using var bare = fitted.Mutate(fields => RemoveFields(fields, header.Orientation));
        return Upright(Materialise(bare), header.Orientation);
    }

    /// <summary>Makes an image that lies in memory smaller, never larger; computed when it is saved.</summary>
    internal static Image Reduce(Image image, PictureBox box) =>
        image.HasAlpha() ? TransparentPicture.Fit(image, box) : image.ThumbnailImage(box.Width, box.Height, Enums.Size.Down);

    /// <summary>Computes the pixels now, into memory.</summary>
    internal static Image Materialise(Image lazy) => lazy.CopyMemory();

    private static Image Fit(Image opened, PictureBox box, ColourCoding? coding)
    {
        if (opened.Interpretation == Enums.Interpretation.Cmyk)
        {
            using var rgb = FromCmyk(opened);
            return Thumbnail(rgb, box, convert: false);
        }

        if (VisibleRange.IsNeeded(opened))
        {
            return VisibleRange.Fit(opened, box);
        }

        var icc = ReadProfile(opened);
        var profile = new ColourProfile(icc);
        if ((profile.HighDynamicRange ?? coding) is { } coded && (coded.IsHighDynamicRange || icc is null))
        {
            return ToneMap.Fit(opened, box, coded);
        }

        var convert = icc is not null && !profile.IsSrgb;
        return opened.HasAlpha() && !convert ? TransparentPicture.Fit(opened, box) : Thumbnail(opened, box, convert);
    }

    /// <summary>By the picture's own profile, which thumbnail_image of 8.14 ignores; by libvips' fallback profile when it has none.</summary>
    private static Image FromCmyk(Image cmyk)
    {
        var hasOwn = new ColourProfile(ReadProfile(cmyk)).IsCmyk;
        return cmyk.IccTransform("srgb", intent: Enums.Intent.Perceptual, blackPointCompensation: true, embedded: hasOwn, inputProfile: hasOwn ? null : "cmyk");
    }

    /// <summary>Converts from the embedded profile only when asked: with no profile a conversion would cost much and darken the picture.</summary>
    private static Image Thumbnail(Image image, PictureBox box, bool convert) => convert
        ? image.ThumbnailImage(box.Width, box.Height, Enums.Size.Down, noRotate: true, outputProfile: "srgb", intent: Enums.Intent.Perceptual)
        : image.ThumbnailImage(box.Width, box.Height, Enums.Size.Down, noRotate: true);

    private static Image Upright(Image pixels, int orientation)
    {
        if (orientation == 1)
        {
            return pixels;
        }

        using (pixels)
        {
            using var turned = pixels.Autorot();
            return Materialise(turned);
        }
    }

    /// <summary>
    /// Removes every field, position and serial numbers among them: webpsave of 8.14 writes them even when told to strip. libvips' own notes stay: by
    /// vips-sequential the resampler keeps rows that it needs again, and without it the thumbnail costs ten times as much. The orientation stays until the
    /// picture has been turned.
    /// </summary>
    private static void RemoveFields(MutableImage image, int orientation)
    {
        foreach (var field in image.GetFields().Where(field => !field.StartsWith("vips-", StringComparison.Ordinal)))
        {
            image.Remove(field);
        }

        if (orientation != 1)
        {
            image.Set(GValue.GIntType, OrientationField, orientation);
        }
    }

    /// <summary>Whether the stored numbers are what a rendition shows: 8 bit, grey or RGB, in sRGB or with nothing said about it.</summary>
    internal static bool IsPlainSrgb(Image image) =>
        image.Format == Enums.BandFormat.Uchar && image.Interpretation is Enums.Interpretation.Bw or Enums.Interpretation.Srgb
        && (ReadProfile(image) is not { } icc || new ColourProfile(icc).IsSrgb);

    /// <summary>Whether the embedded profile can be used, or none is there: one that is made for another kind of colour would show wrong colours.</summary>
    internal static bool HasFittingProfile(Image image) => ReadProfile(image) is not { } icc || new ColourProfile(icc).Fits(
        image.Interpretation switch
        {
            Enums.Interpretation.Cmyk => "CMYK"u8,
            Enums.Interpretation.Bw or Enums.Interpretation.Grey16 => "GRAY"u8,
            Enums.Interpretation.Lab or Enums.Interpretation.Labs => "Lab "u8,
            _ => "RGB "u8,
        });

    private static byte[]? ReadProfile(Image image) => image.Contains(ProfileField) ? (byte[])image.Get(ProfileField) : null;

    internal const string ProfileField = "icc-profile-data";
    internal const string OrientationField = "orientation";
}
