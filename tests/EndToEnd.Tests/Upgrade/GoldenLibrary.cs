using System.Net;
using System.Net.Http.Json;
using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Pictures;
using Orleans.Runtime;

namespace MediaPipeline.EndToEnd.Tests.Upgrade;

/// <summary>What a server that opened the golden data must show and go on with, whatever store it lies in.</summary>
internal static class GoldenLibrary
{
    private const string UnknownKey = "mpk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string[] Shelf =
    [
        "broken.png Failed notAPicture",
        "given up.png Skipped notAPicture",
        "gone.png Missing ",
        "mended.png Live ",
        .. Enumerable.Range(1, 9).Select(i => $"picture {i}.png Live "),
        "too slow.png Quarantined timeLimit",
    ];

    /// <summary>Of a server that needs a key for everything.</summary>
    public static async Task AssertKeysAsync(RunningServer server, GoldenData golden)
    {
        (await StatusAsync(server, HttpMethod.Get, "/api/v1/jobs", null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(server, HttpMethod.Get, "/api/v1/jobs", UnknownKey)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(server, HttpMethod.Get, "/api/v1/jobs", golden.Keys["read"])).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(server, HttpMethod.Post, "/api/v1/items/retry?state=missing", golden.Keys["read"])).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(server, HttpMethod.Get, "/api/v1/keys", golden.Keys["write"])).ShouldBe(HttpStatusCode.Forbidden);
        server.Http.DefaultRequestHeaders.Add("X-Api-Key", golden.Keys["admin"]);
        (await server.GetAsync<Page<KeyName>>("/api/v1/keys")).Items.Select(key => key.Name).ShouldBe(["golden admin", "golden write", "golden read"]);
    }

    /// <summary>All that rested when the data was made.</summary>
    public static async Task AssertAllIsThereAsync(RunningServer server, GoldenData golden)
    {
        var collections = (await server.GetAsync<Page<CollectionView>>("/api/v1/collections")).Items;
        collections.Select(c => $"{c.Name} {c.Kind} {c.Path} {c.Total}").ShouldBe(
        [
            $"Comic Archive {golden["comic.cbz"]} 5",
            $"Overflow Folder {golden["overflow"]} 6",
            $"Paused Folder {golden["paused"]} 12",
            $"Shelf Folder {golden["shelf"]} 14",
            $"Under way Folder {golden["under way"]} 24",
            $"Unplugged Folder {golden["unplugged"]} 2",
        ]);
        var shelf = await server.ImagesAsync(await CollectionAsync(server, "Shelf"));
        shelf.Select(Said).ShouldBe(Shelf);
        shelf.Single(i => i.State == ItemState.Skipped).SkippedReason.ShouldBe("not worth it");
        shelf.Single(i => i.State == ItemState.Missing).MissingSince.ShouldNotBeNull();
        await AssertServedAsync(server, shelf.Where(i => i.State == ItemState.Live));
        (await HistoryAsync(server, shelf.Single(i => i.Name == "mended.png"))).Select(step => step.Code).ShouldContain("notAPicture");

        var comic = await server.ImagesAsync(await CollectionAsync(server, "Comic"));
        comic.Select(Said).ShouldBe([.. Enumerable.Range(1, 4).Select(i => $"picture {i}.png Live "), "picture 5.png Failed notAPicture"]);
        await AssertServedAsync(server, comic.Where(i => i.State == ItemState.Live));
    }

    /// <summary>The job in whose middle the server was killed.</summary>
    public static async Task AssertWorkGoesOnByItselfAsync(RunningServer server, DateTimeOffset started)
    {
        var ended = await server.WaitForEndAsync((await JobOfAsync(server, "Under way")).Id.Value, Patience);

        ended.State.ShouldBe(JobState.Completed);
        ended.CreatedAt.ShouldBeLessThan(started);
        ended.CompletedAt!.Value.ShouldBeGreaterThan(started);
        ended.Progress.Total.ShouldBe(24);
        await AssertAllLiveAsync(server, "Under way", 24);
        (await server.ImagesAsync(await CollectionAsync(server, "Under way"))).ShouldAllBe(i => i.Tries == 0);
    }

    /// <summary>A source whose disk was unmounted.</summary>
    public static async Task AssertClosedSourceOpensAsync(RunningServer server, GoldenData golden)
    {
        var job = (await JobOfAsync(server, "Unplugged")).Id.Value;
        var waiting = await server.WaitForJobAsync(job, j => j.State == JobState.Waiting, Patience);
        waiting.WaitingFor!.Code.ShouldBe("sourceUnavailable");

        Directory.Move(golden["unplugged away"], golden["unplugged"]);

        (await server.WaitForEndAsync(job, Patience)).State.ShouldBe(JobState.Completed);
        await AssertAllLiveAsync(server, "Unplugged", 4);
    }

    /// <summary>A cache folder that holds as much as its limit allows.</summary>
    public static async Task AssertFullCacheFolderOpensAsync(RunningServer server, GoldenData golden)
    {
        var job = (await JobOfAsync(server, "Overflow")).Id.Value;
        var waiting = await server.WaitForJobAsync(job, j => j.State == JobState.Waiting, Patience);
        waiting.WaitingFor!.Code.ShouldBe("cacheFolderFull");
        var images = await server.ImagesAsync(await CollectionAsync(server, "Overflow"));
        images.Count(i => i.State == ItemState.Live).ShouldBe(3);
        var folders = await server.WaitAsync(
            () => server.GetAsync<Page<CacheFolderView>>("/api/v1/cache-folders"), page => page.Items.Any(f => f.State == "full"), Patience);
        var full = folders.Items.Single(f => f.State == "full");
        full.Path.ShouldBe(golden["small cache"]);

        using var changed = await server.Http.PatchAsJsonAsync($"/api/v1/cache-folders/{full.Id}", new { maxBytes = 0 });
        changed.EnsureSuccessStatusCode();

        (await server.WaitForEndAsync(job, Patience)).State.ShouldBe(JobState.Completed);
        await AssertAllLiveAsync(server, "Overflow", 6);
    }

    /// <summary>Somebody paused it, so it goes on only when somebody resumes it.</summary>
    public static async Task AssertPausedJobResumesAsync(RunningServer server)
    {
        var job = await JobOfAsync(server, "Paused");
        job.State.ShouldBe(JobState.Paused);

        (await server.Http.PostAsync($"/api/v1/jobs/{job.Id}/resume", null)).EnsureSuccessStatusCode();

        (await server.WaitForEndAsync(job.Id.Value, Patience)).State.ShouldBe(JobState.Completed);
        await AssertAllLiveAsync(server, "Paused", 12);
    }

    /// <summary>What failed, was quarantined or went missing, once its file is as it should be.</summary>
    public static async Task AssertMendedPicturesBecomeLiveAsync(RunningServer server, GoldenData golden)
    {
        PngPicture.Write(golden["shelf", "broken.png"], 700, 500, 1);
        PngPicture.Write(golden["shelf", "gone.png"], 700, 500, 2);
        var collection = await CollectionAsync(server, "Shelf");
        var shelf = await server.ImagesAsync(collection);
        await server.RetryAsync(shelf.Single(i => i.Name == "broken.png").Id.Value);

        // The limit that it was too slow for was that of one start.
        await server.RetryAsync(shelf.Single(i => i.Name == "too slow.png").Id.Value);
        await server.WaitForEndAsync(await server.ScanAsync(collection), Patience);

        var mended = await server.WaitForImagesAsync(collection, i => i.State is ItemState.Live or ItemState.Skipped, Patience);
        mended.Count(i => i.State == ItemState.Live).ShouldBe(13);
        await AssertServedAsync(server, mended.Where(i => i.State == ItemState.Live));
    }

    /// <summary>One for each alarm, registered again by this start.</summary>
    public static async Task AssertRemindersAsync(RunningServer server, Func<Task<IReadOnlyList<StoredReminder>>> look, DateTimeOffset started)
    {
        var reminders = await server.WaitAsync(look, rows => rows.Count(r => r.StartAt > started) == 16, Patience);

        reminders.Select(r => r.Grain).Order(StringComparer.Ordinal).ShouldBe("0123456789ABCDEF".Select(shard => $"alarm/{shard}"));
        reminders.ShouldAllBe(r => r.Hash == GrainId.Parse(r.Grain).GetUniformHashCode());
    }

    private static string Said(ImageView image) => $"{image.Name} {image.State} {image.LastError?.Code}";

    private static async Task<string> CollectionAsync(RunningServer server, string name) =>
        (await server.GetAsync<Page<CollectionView>>("/api/v1/collections")).Items.Single(c => c.Name == name).Id.Value;

    /// <summary>Its latest one.</summary>
    private static async Task<JobView> JobOfAsync(RunningServer server, string collection)
    {
        var id = await CollectionAsync(server, collection);
        return (await server.JobsAsync()).First(job => job.CollectionId?.Value == id);
    }

    private static async Task<IReadOnlyList<HistoryEntry>> HistoryAsync(RunningServer server, ImageView image) =>
        await server.GetAsync<IReadOnlyList<HistoryEntry>>($"/api/v1/items/{image.Id}/history");

    private static async Task AssertAllLiveAsync(RunningServer server, string collection, int count)
    {
        var images = await server.ImagesAsync(await CollectionAsync(server, collection));
        images.Count.ShouldBe(count);
        images.ShouldAllBe(i => i.State == ItemState.Live);
        await AssertServedAsync(server, images);
    }

    private static async Task AssertServedAsync(RunningServer server, IEnumerable<ImageView> images)
    {
        foreach (var rendition in images.SelectMany(i => new[] { i.Thumbnail, i.Viewing }))
        {
            (await server.Http.GetByteArrayAsync(rendition!.Url)).LongLength.ShouldBe(rendition.Bytes, rendition.Url);
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningServer server, HttpMethod method, string path, string? key)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("X-Api-Key", key is null ? [] : [key]);
        using var answer = await server.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private sealed record KeyName(string Name);
}
