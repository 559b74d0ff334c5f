using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests.Pictures;

/// <summary>Colours come out as sharp shows them, and as they were meant.</summary>
public sealed class ColourTests
{
    [Theory]
    [OnBoth("plain", "adobe-rgb", "display-p3", "swapped", "cmyk-profile", "cmyk-plain", "rgb16", "grey16", "palette", "progressive", "srgb",
        ComparesWithSharp = true)]
    internal async Task Colours_AreAsSharpShowsThem(TestDecoders decoders, string kind)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write(kind, ColourFiles.Make(kind));

        var rendered = await test.RenderedAsync(path, TestEngine.Thumbnail with { Quality = 100 }, TestEngine.Viewing with { Quality = 100 });
        var reference = Colours.ReadPatches(await SharpReference.RenderAsync(path));

        Colours.PatchesShouldBeNear(Colours.ReadPatches(TestVips.Decode(rendered.Viewing.TemporaryPath)), reference, 3);
        Colours.PatchesShouldBeNear(Colours.ReadPatches(TestVips.Decode(rendered.Thumbnail.TemporaryPath)), reference, 3);
    }

    /// <summary>What CMYK without a profile looks like is anybody's guess: the two libraries bring different profiles for it.</summary>
    [Theory, OnBoth(ComparesWithSharp = true)]
    internal async Task CmykWithoutAProfile_IsAboutAsSharpShowsIt(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("cmyk-plain", ColourFiles.Make("cmyk-plain"));

        var rendered = await test.RenderedAsync(path, viewing: TestEngine.Viewing with { Quality = 100 });

        var reference = Colours.ReadPatches(await SharpReference.RenderAsync(path));
        Colours.PatchesShouldBeNear(Colours.ReadPatches(TestVips.Decode(rendered.Viewing.TemporaryPath)), reference, 40);
    }

    [Theory]
    [OnBoth("plain", "rgb16", "progressive", "srgb", "converted-p3")]
    internal async Task Colours_AreAsTheyWerePainted(TestDecoders decoders, string kind)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write(kind, ColourFiles.Make(kind));

        var rendered = await test.RenderedAsync(path, viewing: TestEngine.Viewing with { Quality = 100 });

        Colours.PatchesShouldBeNear(Colours.ReadPatches(TestVips.Decode(rendered.Viewing.TemporaryPath)), Colours.ReadPatches(Colours.Patches()), 4);
    }

    /// <summary>A profile is used only where it is made for the picture's kind of colour.</summary>
    [Theory]
    [OnBoth("grey profile", "cmyk profile", "lab profile", "broken profile", "garbage profile")]
    internal async Task AProfileThatDoesNotFit_IsIgnored_WithAWarning(TestDecoders decoders, string kind)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write(kind, ColourFiles.MakeWithForeignProfile(kind));

        var rendered = await test.RenderedAsync(path, viewing: TestEngine.Viewing with { Quality = 100, AllowCopy = true });

        rendered.Warnings.ShouldHaveSingleItem().Code.ShouldBe("profileIgnored");
        rendered.Viewing.Copied.ShouldBeFalse();
        Colours.PatchesShouldBeNear(Colours.ReadPatches(TestVips.Decode(rendered.Viewing.TemporaryPath)), Colours.ReadPatches(Colours.Patches()), 4);
    }

    [Theory]
    [OnBoth("rgb profile in grey", "rgb profile in cmyk")]
    [OnAllDecoders("rgb profile in lab")]
    internal async Task ARgbProfileInAPictureOfAnotherKind_IsIgnored_WithAWarning(TestDecoders decoders, string kind)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write(kind, ColourFiles.MakeWithForeignProfile(kind));
        var plain = test.Folder.Write("plain", ColourFiles.MakeWithForeignProfile(kind, without: true));

        var rendered = await test.RenderedAsync(path, viewing: TestEngine.Viewing with { Quality = 100 });
        var wanted = await test.RenderedAsync(plain, viewing: TestEngine.Viewing with { Quality = 100 });

        rendered.Warnings.ShouldHaveSingleItem().Code.ShouldBe("profileIgnored");
        wanted.Warnings.ShouldBeEmpty();
        Colours.PatchesShouldBeNear(Colours.ReadPatches(TestVips.Decode(rendered.Viewing.TemporaryPath)),
            Colours.ReadPatches(TestVips.Decode(wanted.Viewing.TemporaryPath)), 1);
    }

    /// <summary>Many programs do this, and nothing is lost without the profile.</summary>
    [Theory, OnBoth]
    internal async Task AnSrgbProfileInAGreyPicture_IsNoWarning(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);

        (await test.RenderedAsync(test.Folder.Write("grey.jpg", ColourFiles.Make("grey-srgb")))).Warnings.ShouldBeEmpty();
    }

    [Theory, OnBoth]
    internal async Task GreyProfileInAColourPicture_KeepsItsColours(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);

        var rendered = await test.RenderedAsync(test.Folder.Write("grey.jpg", SampleFile.Read("grey-profile.jpg")));

        Colours.ShouldBeNear(TestVips.Decode(rendered.Viewing.TemporaryPath).At(90, 30), [30, 180, 30], 12);
    }

    /// <summary>White of a usual screen (203 nits) stays light, mid grey stays grey, red stays red, and what is brighter is brighter still.</summary>
    [Theory]
    [OnAllDecoders("pq.heic", "pq.jxl", "hlg.heic", "hlg.jxl")]
    [OnBoth("pq.avif", "pq.png", "hlg.avif", "hlg.png")]
    internal async Task HighDynamicRange_IsToneMapped(TestDecoders decoders, string name)
    {
        var pixels = await ViewingOfAsync(decoders, name);

        var (white, grey, red, light) = (pixels.At(32, 24).ToArray(), pixels.At(96, 24).ToArray(), pixels.At(32, 72).ToArray(), pixels.At(96, 72).ToArray());
        var seen = $"{name}: white {string.Join(',', white)}, grey {string.Join(',', grey)}, red {string.Join(',', red)}, light {string.Join(',', light)}";
        white[1].ShouldBeInRange((byte)195, (byte)240, seen);
        grey[1].ShouldBeInRange((byte)100, (byte)140, seen);
        (white.Max() - white.Min()).ShouldBeLessThan(10, seen);
        (red[0] > 150 && red[1] < 90 && red[2] < 90).ShouldBeTrue(seen);
        light[1].ShouldBeGreaterThan((byte)(white[1] + 8), seen);
    }

    /// <summary>Without colour, with transparency, and with fewer samples of colour in the range of video.</summary>
    [Theory]
    [OnBoth("pq-grey.png", "pq-grey-alpha.png", "pq-400.avif", "pq-420.avif")]
    internal async Task HighDynamicRange_OfOtherKinds_IsToneMapped(TestDecoders decoders, string name)
    {
        var pixels = await ViewingOfAsync(decoders, name);

        pixels.At(32, 24)[0].ShouldBeInRange((byte)215, (byte)235);
        pixels.At(96, 24)[0].ShouldBeInRange((byte)120, (byte)136);
        pixels.At(96, 72)[0].ShouldBeGreaterThan((byte)245);
    }

    [Theory]
    [OnAllDecoders("p3.heic", "p3.jxl")]
    [OnBoth("p3.avif", "p3.png")]
    internal async Task WideGamutWithoutAProfile_IsConverted(TestDecoders decoders, string name)
    {
        var pixels = await ViewingOfAsync(decoders, name);

        Colours.ShouldBeNear(pixels.At(96, 24), [128, 128, 128], 4);
        Colours.ShouldBeNear(pixels.At(32, 72), [218, 63, 63], 8);
    }

    /// <summary>A gain map lies behind the picture as a second JPEG; what every viewer shows is the first.</summary>
    [Theory]
    [OnBoth(true, false)]
    internal async Task AJpegWithAGainMap_ShowsItsBasePicture(TestDecoders decoders, bool allowCopy)
    {
        await using var test = TestEngine.On(decoders);
        var jpeg = JpegFile.WithSegment(JpegFile.Of(Pixels.Quarters(640, 400), 80), 0xE1,
            [.. "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"u8,
                .. "<rdf:Description xmlns:hdrgm='http://ns.adobe.com/hdr-gain-map/1.0/' hdrgm:Version='1.0'/></rdf:RDF></x:xmpmeta>"u8]);
        var path = test.Folder.Write("ultra.jpg", [.. jpeg, .. JpegFile.Of(Pixels.Photo(160, 100))]);

        var rendered = await test.RenderedAsync(path, viewing: TestEngine.Viewing with { AllowCopy = allowCopy });

        rendered.Warnings.ShouldBeEmpty();
        var pixels = TestVips.Decode(rendered.Viewing.TemporaryPath);
        (pixels.Width, pixels.Height).ShouldBe((640, 400));
        Colours.ShouldBeNear(pixels.At(500, 100), Pixels.Green, 12);
    }

    private static async Task<Pixels> ViewingOfAsync(TestDecoders decoders, string sample)
    {
        await using var test = TestEngine.On(decoders);
        var rendered = await test.RenderedAsync(test.Folder.Write(sample, SampleFile.Read(sample)), viewing: TestEngine.Viewing with { Quality = 95 });
        return TestVips.Decode(rendered.Viewing.TemporaryPath);
    }
}
