using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Imaging.Tests.Kit;

namespace MediaPipeline.Imaging.Tests;

/// <summary>The whole way, from a file to two renditions, on both libraries.</summary>
public sealed class VipsPictureEngineTests
{
    [Theory, OnAllDecoders]
    public async Task Probe_TellsWhatTheFileIs(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);
        var content = JpegFile.WithCameraAndPosition(JpegFile.Of(Pixels.Photo(640, 400)));
        var path = test.Folder.Write("photo.jpg", content);

        var facts = await test.FactsAsync(path);

        facts.ShouldBe(new PictureFacts("jpeg", 640, 400, 1, content.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)), 1,
            HasAlpha: false, HasPosition: true, "2021-07-04T18:30:15+02:00", "Leica M10 (serial 4711-secret)"));
    }

    [Theory, OnAllDecoders]
    public async Task Render_FitsBothRenditionsInTheirBoxes(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("photo.jpg", JpegFile.Of(Pixels.Photo(4000, 3000)));

        var rendered = await test.RenderedAsync(path);

        (rendered.Viewing.Width, rendered.Viewing.Height, rendered.Viewing.Format, rendered.Viewing.Copied).ShouldBe((1440, 1080, "jpeg", false));
        (rendered.Thumbnail.Width, rendered.Thumbnail.Height, rendered.Thumbnail.Format).ShouldBe((300, 225, "jpeg"));
        AssertIsAsTold(rendered.Viewing);
        AssertIsAsTold(rendered.Thumbnail);
    }

    [Theory, OnAllDecoders]
    public async Task Render_ToWebp_GivesWebp(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("photo.jpg", JpegFile.Of(Pixels.Photo(1000, 700)));

        var rendered = await test.RenderedAsync(
            path, TestEngine.Thumbnail with { Format = RenditionFormat.Webp }, TestEngine.Viewing with { Format = RenditionFormat.Webp });

        rendered.Viewing.Format.ShouldBe("webp");
        rendered.Thumbnail.Format.ShouldBe("webp");
        AssertIsAsTold(rendered.Viewing);
        AssertIsAsTold(rendered.Thumbnail);
    }

    [Theory, OnAllDecoders]
    public async Task Render_NeverEnlarges(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);
        var path = test.Folder.Write("small.jpg", JpegFile.Of(Pixels.Photo(120, 80)));

        var rendered = await test.RenderedAsync(path);

        (rendered.Viewing.Width, rendered.Viewing.Height).ShouldBe((120, 80));
        (rendered.Thumbnail.Width, rendered.Thumbnail.Height).ShouldBe((120, 80));
    }

    [Theory, OnAllDecoders]
    public async Task Probe_OfAFileThatIsGone_IsUnavailable(TestDecoders decoders)
    {
        await using var test = TestEngine.On(decoders);

        var result = await test.ProbeAsync(test.Folder.PathOf("gone.jpg"));

        result.ShouldBeOfType<ProbeResult.Unavailable>().Fault.Code.ShouldBe("sourceUnavailable");
    }

    [Fact]
    public async Task Render_OfAFileThatIsGone_IsUnavailable()
    {
        await using var test = TestEngine.On(TestDecoders.All);

        var result = await test.RenderAsync(test.Folder.PathOf("gone.jpg"), TestEngine.NoFacts);

        result.ShouldBeOfType<RenderResult.Unavailable>().Fault.Code.ShouldBe("sourceUnavailable");
    }

    [Fact]
    public async Task Render_ToADirectoryThatIsGone_IsAnOutputFault()
    {
        await using var test = TestEngine.On(TestDecoders.All);
        var path = test.Folder.Write("small.jpg", JpegFile.Of(Pixels.Photo(120, 80)));

        var result = await test.RenderAsync(path, directory: test.Folder.PathOf("gone"));

        result.ShouldBeOfType<RenderResult.OutputFault>().Fault.Code.ShouldBe("outputUnavailable");
    }

    [Fact]
    public async Task Engine_WhoseWorkersDoNotStart_DoesNotStart_AndNamesThem()
    {
        await using var test = TestEngine.On(TestDecoders.All, options => options.WorkerCommand = ["/bin/false"]);

        var error = await Should.ThrowAsync<ImagingUnavailableException>(() => StartUpAsync(test));

        error.Message.ShouldContain("/bin/false");
    }

    [Fact]
    public async Task Status_TellsTheDecoders()
    {
        await using var test = TestEngine.On(TestDecoders.All);

        await StartUpAsync(test);

        test.Engine.Status.Libraries.Count.ShouldBe(2);
        test.Engine.Status.Libraries[0].ShouldContain("libvips 8.18");
        test.Engine.Status.Libraries[1].ShouldContain("ImageMagick 7");
        test.Engine.Status.Missing.ShouldBeEmpty();
        test.Engine.Status.Workers.ShouldBe(2);
    }

    /// <summary>What a host does before it serves.</summary>
    private static async Task StartUpAsync(TestEngine test)
    {
        await test.Engine.StartingAsync(CancellationToken.None);
        await test.Engine.StartAsync(CancellationToken.None);
        await test.Engine.StartedAsync(CancellationToken.None);
    }

    private static void AssertIsAsTold(RenditionFile file)
    {
        var pixels = TestVips.Decode(file.TemporaryPath);
        (pixels.Width, pixels.Height).ShouldBe((file.Width, file.Height));
        new FileInfo(file.TemporaryPath).Length.ShouldBe(file.Bytes);
    }
}
