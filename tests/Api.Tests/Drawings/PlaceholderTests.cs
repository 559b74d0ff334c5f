using System.Net;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.Drawings;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.Api.Tests.Drawings;

/// <summary>What <c>thumbnail?placeholder=true</c> shows where there is no thumbnail.</summary>
public sealed class PlaceholderTests : IAsyncLifetime
{
    private static readonly ImageId Id = Samples.ImageId("cat.jpg");
    private static readonly string Thumbnail = $"/api/v1/images/{Id}/thumbnail";
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task FailedPicture_IsDrawnWithItsError_AndNeverKeptForEver()
    {
        Add(Samples.Image("cat.jpg", ItemState.Failed, ImageStages.Discovered, new ItemError("notAPicture", "It is HTML.", ImageStages.Probed, Samples.Now)));

        using var response = await _host.Client.GetAsync($"{Thumbnail}?v=aa11&placeholder=true&theme=dark");
        using var again = await _host.Client.SendAsync(
            HttpMethod.Get, $"{Thumbnail}?placeholder=true&theme=dark", ("If-None-Match", response.Headers.ETag!.ToString()));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("image/webp");
        response.Headers.CacheControl?.ToString().ShouldBe("no-cache");
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        _host.Drawer.Drawn.ShouldHaveSingleItem().ShouldBe(
            new PlaceholderRequest("cat.jpg", new Notice(NoticeKind.Failed, "Not a picture", "It is HTML."), DrawingTheme.Dark));
    }

    [Fact]
    public async Task EveryStateWithoutAThumbnail_SaysWhatItIs()
    {
        (await NoticeAsync(ItemState.Pending)).ShouldBe(new Notice(NoticeKind.Waiting, "Not ready yet", "It is being worked on."));
        (await NoticeAsync(ItemState.Quarantined, image => image with { LastError = new("decoderCrashed", "Twice.", ImageStages.Rendered, Samples.Now) }))
            .ShouldBe(new Notice(NoticeKind.Failed, "Decoder crashed", "Twice."));
        (await NoticeAsync(ItemState.Skipped, image => image with { SkippedReason = "dismissed" }))
            .ShouldBe(new Notice(NoticeKind.Absent, "Skipped", "dismissed"));
        (await NoticeAsync(ItemState.Waiting, image => image with { WaitingFor = new("outputFull", null, "The disk is full.", Samples.Now) }))
            .ShouldBe(new Notice(NoticeKind.Waiting, "Waiting", "The disk is full."));
        (await NoticeAsync(ItemState.Missing, image => image with { MissingSince = Samples.Now }))
            .ShouldBe(new Notice(NoticeKind.Absent, "Missing", "Its source was gone on 2026-03-01. Bring it back, then scan."));
    }

    /// <summary>The name stands below, and a long path would leave no place for the reason.</summary>
    [Fact]
    public async Task AReasonThatBeginsWithThePath_IsShownWithoutIt() =>
        (await NoticeAsync(ItemState.Failed, image => image with
        {
            LastError = new("notAPicture", "/pictures/a long/way to/cat.jpg is not a picture.", ImageStages.Probed, Samples.Now),
        })).Detail.ShouldBe("It is not a picture.");

    [Fact]
    public async Task VanishedFile_SaysSo()
    {
        Add(Samples.Image("cat.jpg"));
        _host.Library.Files[(Id, RenditionKind.Thumbnail)] = Samples.File(Path.Join(Path.GetTempPath(), Path.GetRandomFileName()));

        using var response = await _host.Client.GetAsync($"{Thumbnail}?placeholder=true");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _host.Drawer.Drawn.ShouldHaveSingleItem().ShouldBeOfType<PlaceholderRequest>().Notice.Title.ShouldBe("Thumbnail gone");
    }

    [Fact]
    public async Task ThumbnailThatIsThere_IsSentItself()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, [9, 9]);
            Add(Samples.Image("cat.jpg"));
            _host.Library.Files[(Id, RenditionKind.Thumbnail)] = Samples.File(file);

            using var response = await _host.Client.GetAsync($"{Thumbnail}?placeholder=true&v=aa11");

            (await response.Content.ReadAsByteArrayAsync()).ShouldBe([9, 9]);
            response.Headers.CacheControl?.ToString().ShouldBe("public, max-age=31536000, immutable");
            _host.Drawer.Drawn.ShouldBeEmpty();
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task WithoutTheParameter_OrWithoutThePicture_ItIs404()
    {
        Add(Samples.Image("cat.jpg", ItemState.Pending, ImageStages.Probed));

        await _host.Client.GetAsync(Thumbnail).ProblemAsync(404, "notRendered");
        await _host.Client.GetAsync($"{Thumbnail}?placeholder=false").ProblemAsync(404, "notRendered");
        await _host.Client.GetAsync($"/api/v1/images/{Samples.ImageId("dog.jpg")}/thumbnail?placeholder=true").ProblemAsync(404, "notFound");
        (await _host.Client.GetAsync($"{Thumbnail}?placeholder=yes").ProblemAsync(400, "invalidParameter"))
            .ShouldBe("'placeholder' cannot be 'yes': expected true or false.");
    }

    private void Add(ImageView image)
    {
        _host.Library.Clear();
        _host.Library.Images.Add(image);
        _host.Library.Files[(image.Id, RenditionKind.Thumbnail)] =
            new RenditionLocation(null, null, null, null, null, image.Name, image.State, image.Stage, null);
    }

    private async Task<Notice> NoticeAsync(ItemState state, Func<ImageView, ImageView>? change = null)
    {
        var image = Samples.Image("cat.jpg", state, ImageStages.Probed);
        Add(change?.Invoke(image) ?? image);
        using var response = await _host.Client.GetAsync($"{Thumbnail}?placeholder=true");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return _host.Drawer.Drawn.Last().ShouldBeOfType<PlaceholderRequest>().Notice;
    }
}
