using System.Net;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Drawings;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Api.Tests.Drawings;

/// <summary>Covers and contact sheets of collections.</summary>
public sealed class CollectionDrawingTests : IAsyncLifetime
{
    private static readonly string OfPictures = $"/api/v1/collections/{Samples.CollectionId}";
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _host.Library.Collections.Add(Samples.Collection());
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Cover_ShowsTheFirstFourLivePictures()
    {
        AddFailed("0.jpg", "notAPicture");
        AddLive("1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg");

        using var response = await _host.Client.GetAsync($"{OfPictures}/cover?size=256&theme=dark");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("image/webp");
        response.Headers.CacheControl?.ToString().ShouldBe("no-cache");
        response.Headers.GetValues("Content-Security-Policy").ShouldBe(["sandbox"]);
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Content.Headers.ContentDisposition?.DispositionType.ShouldBe("inline");
        var cover = _host.Drawer.Drawn.ShouldHaveSingleItem().ShouldBeOfType<CoverRequest>();
        (cover.Side, cover.Theme).ShouldBe((256, DrawingTheme.Dark));
        cover.Pictures.Select(picture => picture.Thumbnail?.Path).ShouldBe(
            [PathOf("1.jpg"), PathOf("2.jpg"), PathOf("3.jpg"), PathOf("4.jpg")]);
    }

    [Fact]
    public async Task Drawing_IsMadeOnce_AndNotSentToWhomHasIt()
    {
        AddLive("1.jpg");
        using var first = await _host.Client.GetAsync($"{OfPictures}/cover");
        using var second = await _host.Client.GetAsync($"{OfPictures}/cover");
        using var third = await _host.Client.SendAsync(HttpMethod.Get, $"{OfPictures}/cover", ("If-None-Match", first.Headers.ETag!.ToString()));

        (await second.Content.ReadAsByteArrayAsync()).ShouldBe(await first.Content.ReadAsByteArrayAsync());
        second.Headers.ETag.ShouldBe(first.Headers.ETag);
        third.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        third.Headers.ETag.ShouldBe(first.Headers.ETag);
        (await third.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        _host.Drawer.Drawn.Count.ShouldBe(1);
    }

    [Fact]
    public async Task KnownTagAndHead_AreAnsweredWithoutDrawing()
    {
        AddLive("1.jpg");
        using var head = await _host.Client.SendAsync(HttpMethod.Head, $"{OfPictures}/contact-sheet");
        using var known = await _host.Client.SendAsync(HttpMethod.Get, $"{OfPictures}/contact-sheet", ("If-None-Match", head.Headers.ETag!.ToString()));

        (head.StatusCode, known.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.NotModified));
        head.Content.Headers.ContentType?.MediaType.ShouldBe("image/jpeg");
        _host.Drawer.Drawn.ShouldBeEmpty();
    }

    [Fact]
    public async Task ChangedThumbnail_OtherPictures_OtherParameters_AreOtherDrawings()
    {
        AddLive("1.jpg");
        var tags = new List<string>();
        foreach (var path in new[] { "cover", "cover?size=300", "contact-sheet", "contact-sheet?columns=3", "contact-sheet?theme=dark" })
        {
            tags.Add(await TagAsync(path));
        }

        File.SetLastWriteTimeUtc(PathOf("1.jpg"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        tags.Add(await TagAsync("cover"));
        AddLive("2.jpg");
        tags.Add(await TagAsync("cover"));
        File.Delete(PathOf("2.jpg"));
        tags.Add(await TagAsync("cover"));

        tags.Distinct(StringComparer.Ordinal).Count().ShouldBe(tags.Count);
    }

    [Fact]
    public async Task Cover_WithoutLivePictures_SaysWhy()
    {
        (await EmptyCoverAsync(Counted(0) with { LastScannedAt = null })).ShouldBe((NoticeKind.Waiting, "Not scanned yet"));
        (await EmptyCoverAsync(Counted(0))).ShouldBe((NoticeKind.Empty, "No pictures yet"));
        (await EmptyCoverAsync(Counted(3, ("failed", 2), ("quarantined", 1)))).ShouldBe((NoticeKind.Failed, "No picture could be read"));
        (await EmptyCoverAsync(Counted(3, ("missing", 3)))).ShouldBe((NoticeKind.Absent, "All pictures are missing"));
        (await EmptyCoverAsync(Counted(3, ("pending", 2), ("failed", 1)))).ShouldBe((NoticeKind.Waiting, "Not ready yet"));
        (await EmptyCoverAsync(Counted(3) with { State = CollectionLifecycle.Deleting })).ShouldBe((NoticeKind.Absent, "Being deleted"));
    }

    [Fact]
    public async Task ContactSheet_ShowsAPage_WithWhatFailedInItsPlace()
    {
        AddLive("1.jpg");
        AddFailed("2.jpg", "tooManyPixels");
        AddLive("3.jpg");
        File.Delete(PathOf("3.jpg"));

        using var response = await _host.Client.GetAsync($"{OfPictures}/contact-sheet?columns=2&pageSize=2&page=1");
        using var last = await _host.Client.GetAsync($"{OfPictures}/contact-sheet?pageSize=2&page=2");
        using var beyond = await _host.Client.GetAsync($"{OfPictures}/contact-sheet?pageSize=2&page=3");

        var sheets = _host.Drawer.Drawn.Cast<ContactSheetRequest>().ToList();
        (sheets[0].Title, sheets[0].Subtitle, sheets[0].Columns).ShouldBe(("Pictures", "3 pictures · 1 failed · page 1 of 2", 2));
        sheets[0].Pictures.Select(picture => (picture.Name, picture.Notice?.Title)).ShouldBe([("1.jpg", null), ("2.jpg", "Too many pixels")]);
        sheets[1].Pictures.ShouldHaveSingleItem().Notice?.Title.ShouldBe("Thumbnail gone");
        sheets[2].Pictures.ShouldBeEmpty();
        sheets[2].WhenEmpty.ShouldBe(new Notice(NoticeKind.Empty, "No such page", "There are 2 pages."));
    }

    [Theory]
    [InlineData("cover?size=63", "'size' cannot be '63': expected a whole number from 64 to 1024.")]
    [InlineData("cover?theme=blue", "'theme' cannot be 'blue': expected one of light, dark.")]
    [InlineData("contact-sheet?columns=0", "'columns' cannot be '0': expected a whole number from 1 to 12.")]
    [InlineData("contact-sheet?columns=many", "'columns' cannot be 'many': expected a whole number from 1 to 12.")]
    [InlineData("contact-sheet?pageSize=121", "'pageSize' cannot be '121': expected a whole number from 1 to 120.")]
    [InlineData("contact-sheet?page=0", "'page' cannot be '0': expected a whole number from 1 to 2147483647.")]
    public async Task WrongParameter_Is400_AndNamesTheLimits(string path, string detail) =>
        (await _host.Client.GetAsync($"{OfPictures}/{path}").ProblemAsync(400, "invalidParameter")).ShouldBe(detail);

    [Theory]
    [InlineData("cover")]
    [InlineData("contact-sheet")]
    public async Task UnknownCollection_Is404_UnknownParameter400(string path)
    {
        var unknown = Samples.Collection("Other", "/other").Id;

        (await _host.Client.GetAsync($"/api/v1/collections/{unknown}/{path}").ProblemAsync(404, "notFound"))
            .ShouldBe($"There is no collection '{unknown}'.");
        await _host.Client.GetAsync($"/api/v1/collections/nothing/{path}").ProblemAsync(404, "notFound");
        await _host.Client.GetAsync($"{OfPictures}/{path}?colums=3").ProblemAsync(400, "unknownParameter");
    }

    [Fact]
    public async Task Drawings_AreMadeTwoAtOnce_TheOthersWait()
    {
        using var entered = new SemaphoreSlim(0);
        using var goOn = new ManualResetEventSlim();
        var most = 0;
        _host.Drawer.Drawing = atOnce =>
        {
            most = Math.Max(most, atOnce);
            entered.Release();
            goOn.Wait(TimeSpan.FromSeconds(30));
        };

        var requests = Enumerable.Range(100, 6).Select(size => _host.Client.GetAsync($"{OfPictures}/cover?size={size}")).ToList();
        (await entered.WaitAsync(TimeSpan.FromSeconds(30)) && await entered.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        goOn.Set();
        foreach (var response in await Task.WhenAll(requests))
        {
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            response.Dispose();
        }

        most.ShouldBe(2);
        _host.Drawer.Drawn.Count.ShouldBe(6);
    }

    private async Task<string> TagAsync(string path)
    {
        using var response = await _host.Client.GetAsync($"{OfPictures}/{path}");
        return response.Headers.ETag.ShouldNotBeNull().ToString();
    }

    private async Task<(NoticeKind Kind, string Title)> EmptyCoverAsync(CollectionView collection)
    {
        _host.Library.Collections[0] = collection;
        using var response = await _host.Client.GetAsync($"{OfPictures}/cover");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var notice = _host.Drawer.Drawn.Last().ShouldBeOfType<CoverRequest>().WhenEmpty;
        return (notice.Kind, notice.Title);
    }

    private static CollectionView Counted(long total, params (string State, long Count)[] states) =>
        Samples.Collection() with { Total = total, ByState = states.ToDictionary(state => state.State, state => state.Count, StringComparer.Ordinal) };

    private string PathOf(string name) => Path.Join(_folder, name);

    private void AddLive(params string[] names)
    {
        foreach (var name in names)
        {
            File.WriteAllText(PathOf(name), name);
            _host.Library.Images.Add(Samples.Image(name));
            _host.Library.Files[(Samples.ImageId(name), RenditionKind.Thumbnail)] = Samples.File(PathOf(name));
        }
    }

    private void AddFailed(string name, string code) => _host.Library.Images.Add(
        Samples.Image(name, ItemState.Failed, ImageStages.Discovered, new ItemError(code, "It says why.", ImageStages.Probed, Samples.Now)));
}
