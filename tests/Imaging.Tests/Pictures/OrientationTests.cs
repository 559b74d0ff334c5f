using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests.Pictures;

/// <summary>Every picture comes out upright, and its size is told as it is seen.</summary>
public sealed class OrientationTests
{
    [Theory, OnBoth(1, 2, 3, 4, 5, 6, 7, 8)]
    internal async Task Jpeg_WithExifOrientation_ComesOutUpright(TestDecoders decoders, int orientation)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("turned.jpg", JpegFile.WithOrientation(JpegFile.Of(Stored), orientation));

        await AssertUpright(test, path, orientation, isTold: true);
    }

    [Theory, OnAllDecoders(1, 2, 3, 4, 5, 6, 7, 8)]
    internal async Task Heic_ThatIsTurnedOrMirrored_ComesOutUpright(TestDecoders decoders, int orientation)
    {
        await using var test = TestEngine.On(decoders);
        var heic = TestVips.Encode(Stored, "heifsave_target", ("compression", "hevc"), ("Q", "90"));
        var path = test.Folder.Write("turned.heic", HeifFile.WithOrientation(heic, orientation));

        await AssertUpright(test, path, orientation, isTold: false);
    }

    [Theory, OnBoth(1, 2, 3, 4, 5, 6, 7, 8)]
    internal async Task Avif_ThatIsTurnedOrMirrored_ComesOutUpright(TestDecoders decoders, int orientation)
    {
        await using var test = TestEngine.On(decoders);
        var avif = TestVips.Encode(Stored, "heifsave_target", ("compression", "av1"), ("Q", "90"));
        var path = test.Folder.Write("turned.avif", HeifFile.WithOrientation(avif, orientation));

        await AssertUpright(test, path, orientation, isTold: false);
    }

    /// <summary>Code of ours computes its pixels, and hands libvips an image without a field.</summary>
    [Theory, OnAllDecoders]
    internal async Task HighDynamicRange_WithExifOrientation_ComesOutUpright(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);
        var exif = JpegFile.Exif([(0x0112, 6)], camera: null, position: false);
        var path = test.Folder.Write("turned.png", PngFile.WithChunk(SampleFile.Read("pq.png"), "eXIf", exif.AsSpan(6)));

        var facts = await test.FactsAsync(path);
        var rendered = await test.RenderedAsync(path);

        facts.Orientation.ShouldBe(6);
        (rendered.Viewing.Width, rendered.Viewing.Height).ShouldBe((facts.Width, facts.Height));
    }

    private static async Task AssertUpright(TestEngine test, string path, int orientation, bool isTold)
    {
        var (width, height) = orientation >= 5 ? (Stored.Height, Stored.Width) : (Stored.Width, Stored.Height);

        var facts = await test.FactsAsync(path);
        var rendered = await test.RenderedAsync(path);

        (facts.Width, facts.Height, facts.Orientation).ShouldBe((width, height, isTold ? orientation : 1));
        (rendered.Viewing.Width, rendered.Viewing.Height).ShouldBe((width, height));
        AssertQuarters(TestVips.Decode(rendered.Viewing.TemporaryPath), orientation);
        AssertQuarters(TestVips.Decode(rendered.Thumbnail.TemporaryPath), orientation);
    }

    /// <summary>Looks up where the middle of each stored quarter is seen.</summary>
    private static void AssertQuarters(Pixels seen, int orientation)
    {
        foreach (var (u, v, colour) in new[] { (0.25, 0.25, Pixels.Red), (0.75, 0.25, Pixels.Green), (0.25, 0.75, Pixels.Blue), (0.75, 0.75, Pixels.Yellow) })
        {
            var (x, y) = Place(u, v, orientation);
            Colours.ShouldBeNear(seen.At((int)(x * seen.Width), (int)(y * seen.Height)), colour, 12);
        }
    }

    /// <summary>EXIF 2.32, tag 0x0112: where a stored point is seen, in shares of width and height.</summary>
    private static (double X, double Y) Place(double u, double v, int orientation) => orientation switch
    {
        2 => (1 - u, v),
        3 => (1 - u, 1 - v),
        4 => (u, 1 - v),
        5 => (v, u),
        6 => (1 - v, u),
        7 => (1 - v, 1 - u),
        8 => (v, 1 - u),
        _ => (u, v),
    };

    private static readonly Pixels Stored = Pixels.Quarters(640, 400);
}
