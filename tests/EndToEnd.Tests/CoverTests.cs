using System.Net;
using System.Text;
using System.Text.Json;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Pictures;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>Covers from a server of pictures to the client, through the real fetcher and the real decoders.</summary>
public sealed class CoverTests
{
    private static readonly byte[] Picture = PngPicture.Create(600, 900, 1);

    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        ["Fetching__AllowedNetworks__0"] = "127.0.0.0/8",
        ["Assets__MaxBytes"] = "2000000",
    };

    [Fact]
    public async Task Covers_AreFetchedOnce_AndEachFailureSaysWhy()
    {
        using var directory = new TemporaryDirectory();
        await using var pictures = new PictureServer();
        pictures.Put("/good.png", Picture);
        pictures.Put("/same.png", Picture, "application/octet-stream");
        pictures.Put("/page.png", Encoding.UTF8.GetBytes("<!doctype html><title>Not here</title>"));
        pictures.Put("/page", Encoding.UTF8.GetBytes("<!doctype html><title>Not here</title>"), "text/html");
        pictures.Put("/broken.png", Picture[..60]);
        pictures.Put("/large.png", new byte[3_000_000]);
        await using var server = await RunningServer.StartAsync(directory["data"], Settings);
        await ImportAsync(server, directory, [.. new[] { "good", "good", "same", "page", "broken", "large", "none" }
            .Select(name => $"{pictures.Address}/{name}.png"), $"{pictures.Address}/page", "http://10.1.2.3/private.png"]);

        var ended = await server.WaitForEndAsync(await server.StartJobAsync("media/fetch-covers?type=movie"));

        (ended.State, ended.Progress.Total, ended.Progress.ByStage["live"]).ShouldBe((JobState.CompletedWithErrors, 8, 2));
        var failed = (await server.GetAsync<Page<ItemView>>("/api/v1/items?kind=asset&state=failed")).Items;
        failed.Select(item => (new Uri(item.Name).AbsolutePath, item.LastError!.Stage, item.LastError.Code)).ShouldBe(
            [
                ("/page.png", "stored", "notAPicture"),
                ("/page", "fetched", "wrongType"),
                ("/broken.png", "rendered", failed.Single(item => item.Name.EndsWith("broken.png", StringComparison.Ordinal)).LastError!.Code),
                ("/large.png", "fetched", "tooLarge"),
                ("/none.png", "fetched", "notFound"),
                ("/private.png", "fetched", "addressRefused"),
            ],
            ignoreOrder: true);
        failed.ShouldAllBe(item => item.LastError!.Message.Contains(new Uri(item.Name).Host, StringComparison.Ordinal));
        (pictures.RequestsOf("/good.png"), pictures.RequestsOf("/none.png")).ShouldBe((1, 1));
        Directory.EnumerateFiles(Path.Join(directory["data"], "cache", "fetched", "images"), "*_300x300.*", SearchOption.AllDirectories)
            .ShouldHaveSingleItem("two addresses have the same content");
        (await server.GetAsync<Page<ItemView>>("/api/v1/items?kind=media&state=live")).Total.ShouldBe(9);
    }

    [Fact]
    public async Task TheFirstView_FetchesTheCover_WhichIsThenSentInTwoSizes_AlsoAfterAKill()
    {
        using var directory = new TemporaryDirectory();
        await using var pictures = new PictureServer();
        pictures.Put("/good.png", Picture);
        var cover = "";
        await using (var server = await RunningServer.StartAsync(directory["data"], Settings))
        {
            cover = await ImportAsync(server, directory, $"{pictures.Address}/good.png");
            (await TypeOfAsync(server, cover)).ShouldBe("image/webp", "a placeholder at first");
            await server.WaitAsync(() => TypeOfAsync(server, cover), type => type == "image/jpeg", TimeSpan.FromSeconds(60));
            await server.KillAsync();
        }

        await using var again = await RunningServer.StartAsync(directory["data"], Settings);
        using var small = await again.Http.GetAsync(cover);
        using var large = await again.Http.GetAsync($"{cover}?size=large");
        (small.StatusCode, large.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        small.Headers.ETag.ShouldNotBe(large.Headers.ETag);
        (await large.Content.ReadAsByteArrayAsync()).Length.ShouldBeGreaterThan((await small.Content.ReadAsByteArrayAsync()).Length);
        pictures.RequestsOf("/good.png").ShouldBe(1);
    }

    /// <summary>The path of the cover of the first of them.</summary>
    private static async Task<string> ImportAsync(RunningServer server, TemporaryDirectory directory, params IReadOnlyList<string> covers)
    {
        var file = directory["films.json"];
        var films = covers.Select((cover, number) => new { id = $"{number}", title = $"Film {number}", type = "movie", coverUrl = cover });
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(films));
        var job = await server.StartImportAsync(file);
        await server.WaitForEndAsync(job);
        return $"/api/v1/media/{(await server.TitlesOfAsync(job))[0].Id}/cover";
    }

    private static async Task<string?> TypeOfAsync(RunningServer server, string cover)
    {
        using var answer = await server.Http.GetAsync(cover);
        return answer.Content.Headers.ContentType?.MediaType;
    }
}
