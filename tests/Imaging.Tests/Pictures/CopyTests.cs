using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests.Pictures;

/// <summary>What already fits is copied; what is encoded again never claims more quality than its source has.</summary>
public sealed class CopyTests
{
    [Theory]
    [OnAllDecoders("jpeg", "webp", "png")]
    internal async Task APictureThatFits_AndIsSmall_IsCopied_WithoutItsMetadata(TestDecoders decoders, string format)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("fits", Small(format));

        var rendered = await test.RenderedAsync(path, viewing: Copying);

        (rendered.Viewing.Copied, rendered.Viewing.Format, rendered.Viewing.Quality, rendered.Viewing.Width,
            rendered.Viewing.Height).ShouldBe((true, format, null, 900, 600));
        rendered.Viewing.Bytes.ShouldBeLessThanOrEqualTo(new FileInfo(path).Length);
        TestVips.Decode(rendered.Viewing.TemporaryPath).Data.ShouldBe(TestVips.Decode(path).Data);
        (rendered.Thumbnail.Copied, rendered.Thumbnail.Width).ShouldBe((false, 300));
        Metadata.ShouldBeGone(rendered.Viewing.TemporaryPath);
    }

    [Theory]
    [OnBoth("sideways", "position", "profile", "too wide", "high quality", "cut off", "sixteen bit", "forbidden", "arithmetic.jpg",
        "arithmetic-progressive.jpg")]
    internal async Task AnyOtherPicture_IsEncoded(TestDecoders decoders, string what)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("other", Other(what));

        var rendered = await test.RenderedAsync(path, viewing: Copying with { AllowCopy = !what.Equals("forbidden", StringComparison.Ordinal) });

        rendered.Viewing.Copied.ShouldBeFalse();
        rendered.Viewing.Quality.ShouldNotBeNull();
    }

    [Theory, OnBoth(30, 60, 75, 90)]
    internal async Task Quality_IsNeverAboveTheSources(TestDecoders decoders, int quality)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("photo.jpg", JpegFile.Of(Pixels.Photo(900, 600), quality));

        var rendered = await test.RenderedAsync(path);

        rendered.Viewing.Quality.ShouldBe(Math.Min(quality, 85));
        rendered.Thumbnail.Quality.ShouldBe(Math.Min(quality, 80));
    }

    [Theory, OnBoth]
    internal async Task Quality_OfAStronglyCompressedWebp_IsJudgedByItsBits(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("photo.webp", TestVips.Encode(Pixels.Photo(900, 600), "webpsave_target", ("Q", "5")));

        (await test.RenderedAsync(path)).Viewing.Quality.ShouldNotBeNull().ShouldBeLessThan(85);
    }

    private static byte[] Small(string format) => format switch
    {
        "jpeg" => JpegFile.WithSegment(JpegFile.Of(Picture, 80), 0xE1, JpegFile.Exif([], "Leica", position: false)),
        "webp" => TestVips.Encode(Picture, "webpsave_target", ("Q", "50")),
        _ => PngFile.WithChunk(PngFile.Of(Pixels.Quarters(900, 600)), "tEXt", "Comment\0serial 4711-secret"u8),
    };

    private static byte[] Other(string what) => what switch
    {
        "sideways" => JpegFile.WithOrientation(Small("jpeg"), 6),
        "position" => JpegFile.WithCameraAndPosition(JpegFile.Of(Picture, 80)),
        "profile" => ColourFiles.Make("display-p3"),
        "too wide" => JpegFile.Of(Pixels.Photo(2000, 600), 80),
        "high quality" => JpegFile.Of(Picture, 98),
        "cut off" => JpegFile.Of(Picture, 80)[..^2000],
        "sixteen bit" => ColourFiles.Make("rgb16"),
        "forbidden" => Small("jpeg"),
        _ => SampleFile.Read(what),
    };

    private static readonly Pixels Picture = Pixels.Photo(900, 600);
    private static readonly RenditionSpec Copying = TestEngine.Viewing with { AllowCopy = true };
}
