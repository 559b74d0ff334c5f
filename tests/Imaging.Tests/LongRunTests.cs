using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests;

/// <summary>A worker stays as small after thousands of pictures as it was; the largest pictures stay within its limits.</summary>
public sealed class LongRunTests
{
    [Theory, OnAllDecoders]
    [Trait("Category", "Long")]
    internal async Task TwoThousandPictures_ThroughOneWorker_LeaveItsMemoryFlat(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders, options => options.Workers = 1);
        var paths = new[] { JpegFile.Of(Pixels.Photo(2000, 1400)), PngFile.Of(Pixels.Photo(700, 500)),
            TestVips.Encode(Pixels.Photo(900, 700), "webpsave_target") }
            .Select((content, i) => test.Folder.Write($"picture{i}", content)).ToArray();

        var early = await RenderManyAsync(test, paths, 300);
        var late = await RenderManyAsync(test, paths, 1700);

        (late - early).ShouldBeLessThan(24_000_000, $"{early:N0} bytes after 300 pictures, {late:N0} after 2,000");
        test.Engine.Status.WorkersReplaced.ShouldBe(0);
    }

    [Theory, OnAllDecoders]
    internal async Task AThousandPicturesThatCannotBeDecoded_LeaveItsMemoryFlat(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders, options => options.Workers = 1);
        var jpeg = JpegFile.Of(Pixels.Photo(300, 200));
        var png = PngFile.Of(Pixels.Photo(300, 200));
        string[] paths = [test.Folder.Write("a", jpeg[..(jpeg.Length / 4)]), test.Folder.Write("b", png[..(png.Length / 4)]),
            test.Folder.Write("c", jpeg[..200]), test.Folder.Write("d", png[..40])];

        // Both decoders' workers count, and each grows until its code is compiled: from there on it stays.
        var early = await FailManyAsync(test, paths, 3000);
        var late = await FailManyAsync(test, paths, 1000);

        (late - early).ShouldBeLessThan(24_000_000, $"{early:N0} bytes after 3,000 pictures, {late:N0} after 4,000");
        test.Engine.Status.WorkersReplaced.ShouldBe(0);
    }

    [Theory]
    [OnAllDecoders("jpeg", "progressive", "png", "tiff", "webp", "gif", "jxl")]
    [Trait("Category", "Long")]
    internal async Task AHundredMegapixels_AreRendered_WithinTheLimits(TestDecoders decoders, string kind)
    {
        await using var test = TestEngine.On(decoders, options => options.Workers = 1);
        var path = test.Folder.Write("huge", Huge(kind));
        (await test.FactsAsync(path)).Width.ShouldBe(10_000);

        var rendered = await test.RenderedAsync(path);

        rendered.Warnings.ShouldBeEmpty();
        (rendered.Viewing.Width, rendered.Viewing.Height).ShouldBe((1080, 1080));
        test.Engine.Status.WorkersReplaced.ShouldBe(0);
    }

    private static async Task<long> RenderManyAsync(TestEngine test, string[] paths, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var rendered = await test.RenderedAsync(paths[i % paths.Length]);
            File.Delete(rendered.Viewing.TemporaryPath);
            File.Delete(rendered.Thumbnail.TemporaryPath);
        }

        return test.Engine.Status.WorkerResidentBytes;
    }

    private static async Task<long> FailManyAsync(TestEngine test, string[] paths, int count)
    {
        for (var i = 0; i < count; i++)
        {
            (await test.RenderAsync(paths[i % paths.Length], TestEngine.NoFacts)).ShouldBeOfType<RenderResult.Rejected>();
        }

        return test.Engine.Status.WorkerResidentBytes;
    }

    private static byte[] Huge(string kind)
    {
        using var tile = TestVips.ToImage(Pixels.Photo(1000, 1000));
        using var picture = tile.Replicate(10, 10);
        return kind switch
        {
            "progressive" => TestVips.Encode(picture, "jpegsave_target", ("interlace", "true")),
            "png" => TestVips.Encode(picture, "pngsave_target", ("compression", "1")),
            "webp" => TestVips.Encode(picture, "webpsave_target", ("effort", "0")),
            "gif" => TestVips.Encode(picture, "gifsave_target", ("effort", "1")),
            "jxl" => TestVips.Encode(picture, "jxlsave_target", ("effort", "1")),
            _ => TestVips.Encode(picture, $"{kind}save_target"),
        };
    }
}
