using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Tests.Kit;
using NetVips;

namespace MediaPipeline.Imaging.Tests.Pictures;

/// <summary>
/// A colour counts as much as it is opaque when a picture with transparency is made smaller, so that what cannot be seen never shines through.
/// </summary>
public sealed class TransparentPictureTests
{
    [Theory]
    [OnBoth(4, 2)]
    internal async Task ColoursUnderTransparency_AreNotMixedIn(TestDecoders decoders, int bands)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("stripes", PngFile.Of(Stripes(bands, 2400, 1600)));

        var webp = await test.RenderedAsync(
            path, TestEngine.Thumbnail with { Format = RenditionFormat.Webp }, TestEngine.Viewing with { Format = RenditionFormat.Webp });
        var jpeg = await test.RenderedAsync(path);

        (webp.Viewing.Width, webp.Viewing.Height).ShouldBe((1620, 1080));
        (webp.Thumbnail.Width, webp.Thumbnail.Height).ShouldBe((300, 200));
        Colours.ShouldBeNear(TestVips.Decode(webp.Thumbnail.TemporaryPath).At(150, 100), [200, 200, 200, 128], 6);
        Colours.ShouldBeNear(TestVips.Decode(jpeg.Thumbnail.TemporaryPath).At(150, 100), [228, 228, 228], 6);
    }

    [Theory, OnBoth]
    internal async Task SixteenBitWithTransparency_BecomesEightBit(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("deep", PngFile.Of(Deep(2400, 1600)));

        var webp = await test.RenderedAsync(path, TestEngine.Thumbnail with { Format = RenditionFormat.Webp });

        Colours.ShouldBeNear(TestVips.Decode(webp.Thumbnail.TemporaryPath).At(150, 100), [200, 200, 200, 128], 6);
    }

    /// <summary>Light columns that are opaque beside black ones that cannot be seen, half and half at any size.</summary>
    private static Pixels Stripes(int bands, int width, int height) => Pixels.Paint(width, height, bands, (x, _, pixel) =>
    {
        pixel.Fill(x % 2 == 0 ? (byte)200 : (byte)0);
        pixel[^1] = x % 2 == 0 ? (byte)255 : (byte)0;
    });

    /// <summary>The same of 16 bit: each number of 8 bit twice, one byte after the other.</summary>
    private static Pixels Deep(int width, int height) =>
        new(width, height, 4, [.. Stripes(4, width, height).Data.SelectMany(value => new[] { value, value })], Enums.BandFormat.Ushort,
            Enums.Interpretation.Rgb16);
}
