using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests;

/// <summary>Probed and rendered with one request: what either would give alone.</summary>
public sealed class OneTripTests
{
    [Theory, OnAllDecoders("jpeg", "png", "webp", "jxl", "jp2k")]
    public async Task Trip_GivesFactsAndRenditionsAsTwoRequestsDo(TestDecoders decoders, string format)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("picture", TestVips.Encode(Pixels.Quarters(640, 400), $"{format}save_target"));
        var alone = await test.RenderedAsync(path);

        var trip = await test.TripAsync(path);

        trip.Facts.ShouldBe(await test.FactsAsync(path));
        var rendered = trip.Rendered.ShouldBeOfType<RenderResult.Rendered>();
        (await File.ReadAllBytesAsync(rendered.Viewing.TemporaryPath)).ShouldBe(await File.ReadAllBytesAsync(alone.Viewing.TemporaryPath));
        (await File.ReadAllBytesAsync(rendered.Thumbnail.TemporaryPath)).ShouldBe(await File.ReadAllBytesAsync(alone.Thumbnail.TemporaryPath));
        (rendered.PerceptualHash, rendered.Placeholder).ShouldBe((alone.PerceptualHash, alone.Placeholder));
    }

    [Fact]
    public async Task Trip_OfKnownContent_DecodesNothing()
    {
        await using var test = TestEngine.On(TestDecoders.All);
        var path = test.Folder.Write("picture.jpg", Picture);
        var facts = await test.FactsAsync(path);

        var trip = await test.TripAsync(path, facts.ContentHash);

        (trip.Facts, trip.Rendered).ShouldBe((facts, null));
        Directory.EnumerateFiles(test.OutputDirectory).ShouldBeEmpty();
    }

    [Fact]
    public async Task Trip_OfOtherContentThanIsKnown_Renders()
    {
        await using var test = TestEngine.On(TestDecoders.All);

        var trip = await test.TripAsync(test.Folder.Write("picture.jpg", Picture), "another hash");

        trip.Rendered.ShouldBeOfType<RenderResult.Rendered>();
    }

    [Theory]
    [InlineData("decoding half crash.jpg", "decoderCrashed")]
    [InlineData("decoding spin.jpg", "timeLimit")]
    public async Task Trip_OfAPictureThatKillsItsWorkerWhenItIsDecoded_SaysItsHeader_AfterTwoTries(string name, string code)
    {
        await using var test = TestEngine.On(TestDecoders.All, options => options.TimeLimit = TimeSpan.FromSeconds(2));

        var trip = await test.TripAsync(test.Folder.Write(name, Picture));

        (trip.Facts.Width, trip.Facts.Height).ShouldBe((640, 400));
        trip.Rendered.ShouldBeOfType<RenderResult.Quarantined>().Fault.Code.ShouldBe(code);
        test.Engine.Status.WorkersReplaced.ShouldBe(2);
        Directory.EnumerateFiles(test.OutputDirectory).ShouldBeEmpty();
    }

    [Fact]
    public async Task Trip_OfAPictureThatKillsItsWorkerOnceWhenItIsDecoded_IsRendered()
    {
        await using var test = TestEngine.On(TestDecoders.All, _ => { });

        var trip = await test.TripAsync(test.Folder.Write("decoding crash once.jpg", Picture));

        trip.Rendered.ShouldBeOfType<RenderResult.Rendered>();
        test.Engine.Status.WorkersReplaced.ShouldBe(1);
    }

    [Fact]
    public async Task Trip_OfAPictureThatKillsItsWorkerAtOnce_IsQuarantinedWithoutFacts()
    {
        await using var test = TestEngine.On(TestDecoders.All, _ => { });
        var target = new RenderTarget(TestEngine.Thumbnail, TestEngine.Viewing, test.OutputDirectory, "attempt");
        var path = test.Folder.Write("crash.jpg", Picture);

        var result = await test.Engine.ProbeAsync(new ProbeRequest(new PictureSource(path), 5, target), CancellationToken.None);

        result.ShouldBeOfType<ProbeResult.Quarantined>();
    }

    [Fact]
    public async Task Trip_OfAPictureWhosePixelsAreBroken_SaysItsHeader()
    {
        await using var test = TestEngine.On(TestDecoders.All);
        var png = PngFile.Of(Pixels.Photo(640, 400));

        var trip = await test.TripAsync(test.Folder.Write("cut.png", png[..(png.Length / 8)]));

        trip.Facts.Width.ShouldBe(640);
        trip.Rendered.ShouldBeOfType<RenderResult.Rejected>().Fault.Code.ShouldBe("truncated");
    }

    [Fact]
    public async Task Trip_ToADirectoryThatIsGone_SaysItsHeader_AndAnOutputFault()
    {
        await using var test = TestEngine.On(TestDecoders.All);

        var trip = await test.TripAsync(test.Folder.Write("picture.jpg", Picture), directory: test.Folder.PathOf("gone"));

        trip.Rendered.ShouldBeOfType<RenderResult.OutputFault>().Fault.Code.ShouldBe("outputUnavailable");
    }

    private static readonly byte[] Picture = JpegFile.Of(Pixels.Quarters(640, 400));
}
