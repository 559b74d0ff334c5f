using MediaPipeline.Imaging.Pictures;
using NetVips;

namespace MediaPipeline.Imaging.Tests.Kit;

/// <summary>
/// The 24 patches in every colour coding that must come out right. Profiles are libvips' own, or those of packages in tests/apt-packages.txt.
/// </summary>
internal static class ColourFiles
{
    internal static byte[] Make(string kind) => kind switch
    {
        "plain" => Jpeg(),
        "progressive" => Jpeg(("interlace", "true")),
        "srgb" => JpegFile.WithProfile(Jpeg(), BuiltIn("srgb")),
        "grey-srgb" => JpegFile.WithProfile(JpegFile.Of(Grey, 100), BuiltIn("srgb")),
        "display-p3" => JpegFile.WithProfile(Jpeg(), BuiltIn("p3")),
        "adobe-rgb" => JpegFile.WithProfile(Jpeg(), Installed("colord/AdobeRGB1998.icc")),
        "swapped" => JpegFile.WithProfile(Jpeg(), Installed("colord/SwappedRedAndGreen.icc")),
        "converted-p3" => Convert("p3", "pngsave_target"),
        "cmyk-profile" => Convert(ProfilePath("ghostscript/default_cmyk.icc"), "jpegsave_target"),
        "cmyk-plain" => WithoutProfile(Convert(ProfilePath("ghostscript/default_cmyk.icc"), "jpegsave_target")),
        "rgb16" => TestVips.Encode(SixteenBit(Patches, Enums.Interpretation.Rgb16), "pngsave_target"),
        "grey16" => TestVips.Encode(SixteenBit(Grey, Enums.Interpretation.Grey16), "pngsave_target"),
        "palette" => TestVips.Encode(Patches, "pngsave_target", ("palette", "true")),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>A profile that is made for another kind of colour, or for none.</summary>
    internal static byte[] MakeWithForeignProfile(string kind, bool without = false)
    {
        return kind switch
        {
            "grey profile" => JpegFile.WithProfile(Jpeg(), OfColourSpace("GRAY")),
            "cmyk profile" => JpegFile.WithProfile(Jpeg(), OfColourSpace("CMYK")),
            "lab profile" => JpegFile.WithProfile(Jpeg(), OfColourSpace("Lab ")),
            "broken profile" => JpegFile.WithProfile(Jpeg(), Installed("colord/AdobeRGB1998.icc")[..200]),
            "garbage profile" => JpegFile.WithProfile(Jpeg(), [.. Enumerable.Range(0, 500).Select(i => (byte)(i * 37))]),
            "rgb profile in lab" => Lab(without ? [] : [("profile", ProfilePath("colord/AdobeRGB1998.icc"))]),
            "rgb profile in grey" => WithRgbProfile(JpegFile.Of(Grey, 100)),
            _ => WithRgbProfile(Make("cmyk-plain")),
        };

        byte[] WithRgbProfile(byte[] jpeg) => without ? jpeg : JpegFile.WithProfile(jpeg, Installed("colord/AdobeRGB1998.icc"));
    }

    private static byte[] Lab((string Name, string Value)[] options)
    {
        using var image = TestVips.ToImage(Patches);
        using var lab = image.Colourspace(Enums.Interpretation.Lab);
        return TestVips.Encode(lab, "tiffsave_target", options);
    }

    private static byte[] OfColourSpace(string name)
    {
        var profile = Installed("colord/AdobeRGB1998.icc");
        System.Text.Encoding.ASCII.GetBytes(name).CopyTo(profile, 16);
        return profile;
    }

    private static byte[] Jpeg(params (string Name, string Value)[] options) => JpegFile.Of(Patches, 100, [("subsample-mode", "off"), .. options]);

    private static byte[] Convert(string profile, string saver)
    {
        using var image = TestVips.ToImage(Patches);
        using var converted = image.IccTransform(profile, inputProfile: "srgb");
        return TestVips.Encode(converted, saver, saver.StartsWith("jpeg", StringComparison.Ordinal) ? [("Q", "100"), ("subsample-mode", "off")] : []);
    }

    private static byte[] WithoutProfile(byte[] jpeg)
    {
        using var copy = new MemoryStream();
        copy.Write(jpeg.AsSpan(0, 2));
        foreach (var segment in new JpegSegments(jpeg))
        {
            if (segment.Marker != 0xE2)
            {
                copy.Write(jpeg.AsSpan(segment.Start, segment.End - segment.Start));
            }
        }

        return copy.ToArray();
    }

    private static byte[] BuiltIn(string name) => Image.ProfileLoad(name);

    private static byte[] Installed(string name) => File.ReadAllBytes(ProfilePath(name));

    private static string ProfilePath(string name)
    {
        var path = Path.Combine("/usr/share/color/icc", name);
        File.Exists(path).ShouldBeTrue($"{path} is missing: install the packages of tests/apt-packages.txt.");
        return path;
    }

    private static Pixels SixteenBit(Pixels pixels, Enums.Interpretation interpretation) => pixels with
    {
        Data = [.. pixels.Data.SelectMany(value => new[] { value, value })],
        Depth = Enums.BandFormat.Ushort,
        Interpretation = interpretation,
    };

    private static readonly Pixels Patches = Colours.Patches();

    private static readonly Pixels Grey = new(Patches.Width, Patches.Height, 1, [.. Patches.Data.Where((_, at) => at % 3 == 0)]);
}
