using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests.Pictures;

/// <summary>Pictures whose end is missing.</summary>
public sealed class TruncatedPictureTests
{
    [Theory]
    [OnAllDecoders("jpeg", "png", "gif", "progressive")]
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
    [OnAllDecoders("webp", "interlaced")]
    internal async Task MoreThanHalf_OfWhichNothingCanBeShown_IsRejected(TestDecoders decoders, string kind)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("cut", Cut(kind, 0.99));

        (await test.RenderAsync(path, TestEngine.NoFacts)).ShouldBeOfType<RenderResult.Rejected>().Fault.Code.ShouldBe("truncated");
    }

    [Theory]
    [OnAllDecoders("jpeg", "png", "gif", "webp")]
    internal async Task LessThanHalf_IsRejected(TestDecoders decoders, string kind)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("cut", Cut(kind, 0.25));

        (await test.RenderAsync(path, TestEngine.NoFacts)).ShouldBeOfType<RenderResult.Rejected>().Fault.Code.ShouldBe("truncated");
        Directory.EnumerateFiles(test.OutputDirectory).ShouldBeEmpty();
    }

    [Theory, OnAllDecoders]
    internal async Task MoreThanHalf_WithTheOptionToFail_IsRejected(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders, options => options.Truncated = TruncatedPictures.Fail);
        var path = test.Folder.Write("cut", Cut("jpeg", 0.75));

        (await test.RenderAsync(path)).ShouldBeOfType<RenderResult.Rejected>().Fault.Code.ShouldBe("truncated");
    }

    [Theory, OnAllDecoders]
    internal async Task AWholePicture_HasNoWarning(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);

        var rendered = await test.RenderedAsync(test.Folder.Write("whole.jpg", Cut("jpeg", 1)));

        rendered.Warnings.ShouldBeEmpty();
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
            _ => TestVips.Encode(Picture, $"{kind}save_target"),
        };
        return whole[..(int)(whole.Length * share)];
    }

    private static readonly Pixels Picture = Pixels.Photo(900, 600);
}
