using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests.Pictures;

/// <summary>The true format counts, whatever the name says; animations show their first frame; transparency is kept or flattened as said.</summary>
public sealed class FormatTests
{
    [Theory]
    [OnBoth("png.jpg", "jpeg.png", "webp", "gif.jpeg", "tiff.tif", "avif.heic")]
    [OnAllDecoders("heic.jpg", "jxl.png", "jp2")]
    internal async Task TheTrueFormat_IsToldAndRead(TestDecoders decoders, string name)
    {
        await using var test = TestEngine.On(decoders);
        var format = name.Split('.')[0];
        var path = test.Folder.Write(name, Encode(format, Pixels.Quarters(640, 400)));

        var facts = await test.FactsAsync(path);
        var rendered = await test.RenderedAsync(path);

        (facts.Format, facts.Width, facts.Height, facts.Frames).ShouldBe((format, 640, 400, 1));
        Colours.ShouldBeNear(TestVips.Decode(rendered.Viewing.TemporaryPath).At(500, 100), Pixels.Green, 12);
        Colours.ShouldBeNear(TestVips.Decode(rendered.Thumbnail.TemporaryPath).At(50, 150), Pixels.Blue, 12);
    }

    /// <summary>libvips comes without zstd.</summary>
    [Fact]
    internal async Task WhatLibvipsCannotDecode_IsDecodedByImageMagick()
    {
        await using var test = TestEngine.On(TestDecoders.All);

        var rendered = await test.RenderedAsync(test.Folder.Write("zstd.tif", SampleFile.Read("tiff-zstd.tif")));

        rendered.Warnings.ShouldBeEmpty();
        Colours.ShouldBeNear(TestVips.Decode(rendered.Viewing.TemporaryPath).At(90, 30), [30, 180, 30], 12);
    }

    [Fact]
    internal async Task ATiffWhoseCompressionNothingReads_IsUnsupported()
    {
        await using var test = TestEngine.On(TestDecoders.All);
        var tiff = SampleFile.Read("tiff-zstd.tif");
        var compression = tiff.AsSpan().IndexOf(new byte[] { 0x03, 0x01, 0x03, 0x00, 0x01, 0x00, 0x00, 0x00 });
        tiff[compression + 8] = 0x52;

        var rejected = (await test.ProbeAsync(test.Folder.Write("jxl.tif", tiff))).ShouldBeOfType<ProbeResult.Rejected>();

        rejected.Fault.Code.ShouldBe("unsupportedFormat");
    }

    [Theory]
    [OnBoth("png", "webp", "gif")]
    internal async Task Transparency_IsFlattenedOnWhiteForJpeg_AndKeptForWebp(TestDecoders decoders, string format)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("hole", Encode(format, WithHole));

        var jpeg = await test.RenderedAsync(path);
        var webp = await test.RenderedAsync(
            path, TestEngine.Thumbnail with { Format = RenditionFormat.Webp }, TestEngine.Viewing with { Format = RenditionFormat.Webp });

        (await test.FactsAsync(path)).HasAlpha.ShouldBeTrue();
        foreach (var file in new[] { jpeg.Viewing, jpeg.Thumbnail })
        {
            var pixels = TestVips.Decode(file.TemporaryPath);
            Colours.ShouldBeNear(pixels.At(pixels.Width / 2, pixels.Height / 2), [255, 255, 255], 6);
            Colours.ShouldBeNear(pixels.At(10, 10), Pixels.Red, 12);
        }

        foreach (var file in new[] { webp.Viewing, webp.Thumbnail })
        {
            var pixels = TestVips.Decode(file.TemporaryPath);
            pixels.Bands.ShouldBe(4);
            pixels.At(pixels.Width / 2, pixels.Height / 2)[3].ShouldBeLessThan((byte)8);
            pixels.At(10, 10)[3].ShouldBe((byte)255);
        }
    }

    [Theory]
    [OnBoth("png")]
    [OnAllDecoders("gif", "webp")]
    internal async Task AnAnimation_ShowsItsFirstFrame(TestDecoders decoders, string format)
    {
        await using var test = TestEngine.On(decoders);
        var (first, second) = (Plain(Pixels.Red), Plain(Pixels.Blue));
        var animation = format.Equals("png", StringComparison.Ordinal) ? PngFile.Animated(first, second) : Animate(first, second, format);
        var path = test.Folder.Write("animation", animation);

        var facts = await test.FactsAsync(path);
        var rendered = await test.RenderedAsync(path, viewing: TestEngine.Viewing with { AllowCopy = true });

        (facts.Frames, facts.Width, facts.Height).ShouldBe((2, 100, 80));
        rendered.Viewing.Copied.ShouldBeFalse();
        (rendered.Viewing.Width, rendered.Viewing.Height).ShouldBe((100, 80));
        Colours.ShouldBeNear(TestVips.Decode(rendered.Viewing.TemporaryPath).At(50, 40), Pixels.Red, 12);
    }

    private static byte[] Encode(string format, Pixels pixels) => format switch
    {
        "avif" => TestVips.Encode(pixels, "heifsave_target", ("compression", "av1"), ("Q", "90"), ("effort", "1")),
        "heic" => TestVips.Encode(pixels, "heifsave_target", ("compression", "hevc"), ("Q", "90")),
        "jxl" => TestVips.Encode(pixels, "jxlsave_target"),
        "jp2" => TestVips.Encode(pixels, "jp2ksave_target", ("Q", "90")),
        "webp" => TestVips.Encode(pixels, "webpsave_target", ("Q", "95")),
        _ => TestVips.Encode(pixels, $"{format}save_target"),
    };

    private static byte[] Animate(Pixels first, Pixels second, string format)
    {
        var column = new Pixels(first.Width, first.Height * 2, first.Bands, [.. first.Data, .. second.Data]);
        return TestVips.Encode(column, $"{format}save_target", ("page-height", $"{first.Height}"));
    }

    private static Pixels Plain(byte[] colour) => Pixels.Paint(100, 80, 3, (_, _, pixel) => colour.CopyTo(pixel));

    private static readonly Pixels WithHole = Pixels.Paint(640, 400, 4, (x, y, pixel) =>
    {
        Pixels.Red.CopyTo(pixel);
        pixel[3] = (byte)(Math.Abs(x - 320) < 100 && Math.Abs(y - 200) < 80 ? 0 : 255);
    });
}
