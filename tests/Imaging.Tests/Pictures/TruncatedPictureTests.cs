using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests.Pictures;

/// <summary>Pictures whose end is missing.</summary>
public sealed class TruncatedPictureTests
{
    [Theory]
    [OnBoth("jpeg", "progressive")]
    [OnAllDecoders("png", "gif")]
    internal async Task MoreThanHalf_IsRenderedWithAWarning(TestDecoders decoders, string kind)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("cut", Cut(kind, 0.75));

        var rendered = await test.RenderedAsync(path);

        rendered.Warnings.ShouldHaveSingleItem().Code.ShouldBe("truncated");
        (rendered.Viewing.Width, rendered.Viewing.Height).ShouldBe((900, 600));
        Colours.ShouldBeNear(TestVips.Decode(rendered.Viewing.TemporaryPath).At(100, 20), Picture.At(100, 20), 60);
    }

    /// <summary>libvips opens a WebP only when it is whole, and gives no pixel of an interlaced PNG that is not.</summary>
    [Theory]
    [OnBoth("webp", "interlaced")]
    internal async Task MoreThanHalf_OfWhichNothingCanBeShown_IsRejected(TestDecoders decoders, string kind)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("cut", Cut(kind, 0.99));

        (await test.RenderAsync(path, TestEngine.NoFacts)).ShouldBeOfType<RenderResult.Rejected>().Fault.Code.ShouldBe("truncated");
    }

    [Theory]
    [OnBoth("jpeg", "png", "gif", "webp")]
    internal async Task LessThanHalf_IsRejected(TestDecoders decoders, string kind)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("cut", Cut(kind, 0.25));

        (await test.RenderAsync(path, TestEngine.NoFacts)).ShouldBeOfType<RenderResult.Rejected>().Fault.Code.ShouldBe("truncated");
        Directory.EnumerateFiles(test.OutputDirectory).ShouldBeEmpty();
    }

    /// <summary>libvips finds no row of it, and ImageMagick would show it all in grey.</summary>
    [Theory, OnBoth]
    internal async Task NextToNothing_IsRejected(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);

        var result = await test.RenderAsync(test.Folder.Write("cut", Cut("jpeg", 0.02)), TestEngine.NoFacts);

        result.ShouldBeOfType<RenderResult.Rejected>(result.ToString()).Fault.Code.ShouldBe("truncated");
    }

    /// <summary>Damage is told, and nothing is said of rows that are missing.</summary>
    [Fact]
    internal async Task AWholeGifThatIsDamaged_MissesNoRows()
    {
        await using var test = TestEngine.On(TestDecoders.All);
        var gif = Cut("gif", 1);
        Enumerable.Range(0, 8).Select(i => (byte)(i * 97)).ToArray().CopyTo(gif, gif.Length * 7 / 10);

        var result = await test.RenderAsync(test.Folder.Write("damaged.gif", gif));

        var faults = result is RenderResult.Rendered shown ? shown.Warnings : [((RenderResult.Rejected)result).Fault];
        faults.ShouldNotContain(fault => fault.Message.Contains("of its rows"));
    }

    [Theory, OnBoth]
    internal async Task MoreThanHalf_WithTheOptionToFail_IsRejected(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders, options => options.Truncated = TruncatedPictures.Fail);
        var path = test.Folder.Write("cut", Cut("jpeg", 0.75));

        (await test.RenderAsync(path)).ShouldBeOfType<RenderResult.Rejected>().Fault.Code.ShouldBe("truncated");
    }

    [Theory, OnBoth]
    internal async Task AWholePicture_HasNoWarning(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);

        var rendered = await test.RenderedAsync(test.Folder.Write("whole.jpg", Cut("jpeg", 1)));

        rendered.Warnings.ShouldBeEmpty();
    }

    [Theory, OnAllDecoders]
    internal async Task ATiff_IsJudgedByItsRowsToo(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);

        var rendered = await test.RenderedAsync(test.Folder.Write("cut-70.tif", SampleFile.Read("tiff-cut-70.tif")));

        rendered.Warnings.ShouldHaveSingleItem().Code.ShouldBe("truncated");
        Colours.ShouldBeNear(TestVips.Decode(rendered.Viewing.TemporaryPath).At(90, 30), [30, 180, 30], 12);
        foreach (var name in new[] { "tiff-cut-30.tif", "tiff-no-pixels.tif" })
        {
            (await test.RenderAsync(test.Folder.Write(name, SampleFile.Read(name)))).ShouldBeOfType<RenderResult.Rejected>().Fault.Code.ShouldBe("truncated");
        }
    }

    [Theory]
    [OnAllDecoders("heic", "jxl", "jp2", "j2c")]
    [OnBoth("avif", "webp", "tiff", "tiled.tiff", "big.tiff", "lossless.webp")]
    internal async Task WhatIsCutOff_IsTruncated_WhereverTheEndIs(TestDecoders decoders, string kind)
    {
        await using var test = TestEngine.On(decoders);
        foreach (var share in new[] { 0.1, 0.3, 0.6, 0.9 })
        {
            var path = test.Folder.Write($"cut-{share}.{kind}", Cut(kind, share));

            var probed = await test.ProbeAsync(path);
            var rendered = await test.RenderAsync(path);

            (probed is ProbeResult.Rejected rejected ? rejected.Fault.Code : "truncated").ShouldBe("truncated", $"{kind} {share}");
            var faults = rendered is RenderResult.Rendered shown ? shown.Warnings : [((RenderResult.Rejected)rendered).Fault];
            faults.ShouldHaveSingleItem(rendered.ToString()).Code.ShouldBe("truncated", $"{kind} {share}: {faults[0].Message}");
        }
    }

    /// <summary>Nothing is missing, but a piece in the middle is not what was written.</summary>
    [Theory]
    [OnBoth("jpeg", "progressive", "png", "gif", "lzw.tiff")]
    internal async Task DamageInTheMiddle_IsNeverSwallowed(TestDecoders decoders, string kind)
    {
        await using var test = TestEngine.On(decoders);
        var whole = Cut(kind, 1);
        Enumerable.Range(0, 256).Select(i => (byte)(i * 97)).ToArray().CopyTo(whole, whole.Length * 7 / 10);

        var result = await test.RenderAsync(test.Folder.Write("damaged", whole));

        var faults = result is RenderResult.Rendered shown ? shown.Warnings : [((RenderResult.Rejected)result).Fault];
        faults.ShouldHaveSingleItem(result.ToString()).Code.ShouldBeOneOf("truncated", "corruptPicture");
    }

    private static byte[] Cut(string kind, double share)
    {
        var whole = kind switch
        {
            "jpeg" => JpegFile.Of(Picture),
            "progressive" => JpegFile.Of(Picture, 90, ("interlace", "true")),
            "png" => PngFile.Of(Picture),
            "interlaced" => PngFile.Of(Picture, ("interlace", "true")),
            "gif" => TestVips.Encode(Picture, "gifsave_target", ("effort", "1"), ("dither", "0")),
            "heic" => TestVips.Encode(Picture, "heifsave_target", ("compression", "hevc")),
            "avif" => TestVips.Encode(Picture, "heifsave_target", ("compression", "av1"), ("effort", "1")),
            "jp2" => TestVips.Encode(Picture, "jp2ksave_target", ("Q", "90")),
            "j2c" => Codestream(TestVips.Encode(Picture, "jp2ksave_target", ("Q", "90"))),
            "tiled.tiff" => TestVips.Encode(Picture, "tiffsave_target", ("tile", "true"), ("compression", "deflate")),
            "big.tiff" => TestVips.Encode(Picture, "tiffsave_target", ("bigtiff", "true")),
            "lossless.webp" => TestVips.Encode(Picture, "webpsave_target", ("lossless", "true"), ("effort", "0")),
            "lzw.tiff" => TestVips.Encode(Picture, "tiffsave_target", ("compression", "lzw")),
            "zip.tiff" => TestVips.Encode(Picture, "tiffsave_target", ("compression", "deflate")),
            _ => TestVips.Encode(Picture, $"{kind}save_target"),
        };
        return whole[..(int)(whole.Length * share)];
    }

    private static byte[] Codestream(byte[] jp2) => jp2[(jp2.AsSpan().IndexOf("jp2c"u8) + 4)..];

    private static readonly Pixels Picture = Pixels.Photo(900, 600);
}
