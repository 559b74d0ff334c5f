using System.Net;
using System.Net.Http.Json;
using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Archives;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Pictures;
using Xunit.Abstractions;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>
/// Several cache folders under fire, for folders of pictures and comics: one is drained and one is full while work goes on and the server dies again and
/// again.
/// </summary>
public sealed class CacheFolderTests(ITestOutputHelper output)
{
    private const int Collections = 6, PicturesEach = 20, PagesEach = 5, Kills = 6;

    [Fact]
    public Task OneDrainedAndOneFull_KilledAtRandomInstants_EndsWithEveryPictureLiveOrWaitingWithItsReason_AndExactSums() => Chance.RunAsync(async chance =>
    {
        using var directory = new TemporaryDirectory();
        WritePictures(directory);
        await BeginAsync(directory, chance);

        for (var kill = 1; kill < Kills; kill++)
        {
            await using var server = await RunningServer.StartAsync(directory["data"]);
            await Task.Delay(chance.Next(0, 1_500));
            await server.KillAsync();
        }

        await using var last = await RunningServer.StartAsync(directory["data"]);
        var jobs = await WaitUntilAllRestAsync(last);
        var full = (await FoldersAsync(last)).Single(f => f.MaxBytes is not null);
        output.WriteLine($"waiting: {jobs.Count(j => j.State == JobState.Waiting)}, full folder: {full.CurrentBytes} of {full.MaxBytes}, "
            + string.Join(", ", full.CollectionIds));
        full.CurrentBytes.ShouldBeLessThanOrEqualTo(full.MaxBytes!.Value);
        await AssertExactAsync(last, allLive: false);

        await PatchAsync(last, full.Id.Value, new { maxBytes = 0 });
        foreach (var job in jobs)
        {
            await last.WaitForEndAsync(job.Id.Value);
        }

        await AssertExactAsync(last, allLive: true);
        await AssertNothingOrphanedAsync(last);
        await AssertDrainedFolderCanGoAsync(last, directory["data", "cache"]);
    });

    /// <summary>The first collection shows how large its renditions are; then the limit, the drain and the other collections all come at once.</summary>
    private static async Task BeginAsync(TemporaryDirectory directory, Random chance)
    {
        await using var server = await RunningServer.StartAsync(directory["data"]);
        var (_, job) = await server.AddCollectionAsync(directory["pictures 0"]);
        await server.WaitForEndAsync(job);
        var first = (await FoldersAsync(server)).ShouldHaveSingleItem();
        await AddFolderAsync(server, directory["two"], maxBytes: 0);
        await AddFolderAsync(server, directory["three"], maxBytes: first.CurrentBytes * 12 / PicturesEach);
        for (var i = 1; i < Collections; i++)
        {
            await server.AddCollectionAsync(directory[$"pictures {i}"]);
        }

        await Task.Delay(chance.Next(0, 1_000));
        await PatchAsync(server, first.Id.Value, new { draining = true });
        await Task.Delay(chance.Next(0, 1_000));
        await server.KillAsync();
    }

    private static async Task<IReadOnlyList<JobView>> WaitUntilAllRestAsync(RunningServer server)
    {
        foreach (var job in await server.JobsAsync())
        {
            await server.WaitForJobAsync(job.Id.Value, j => j.CompletedAt is not null || j.WaitingFor?.Code == "cacheFolderFull", TimeSpan.FromMinutes(3));
        }

        // A job holds as soon as one picture meets the full folder; those that are under way, or met the drained one and go to their new one seconds later,
        // come to rest after it.
        foreach (var collection in (await server.GetAsync<Contracts.Reading.Page<Contracts.Collections.CollectionView>>("/api/v1/collections")).Items)
        {
            await server.WaitForImagesAsync(collection.Id.Value, RestsAtTheFullFolder, TimeSpan.FromMinutes(1));
        }

        return await server.JobsAsync();
    }

    private static bool RestsAtTheFullFolder(ImageView image) =>
        image.State is ItemState.Live or ItemState.Pending || (image.State == ItemState.Waiting && image.WaitingFor!.Code == "cacheFolderFull");

    private static async Task AssertExactAsync(RunningServer server, bool allLive)
    {
        foreach (var folder in await FoldersAsync(server))
        {
            var files = CacheFolderCheck.Renditions(folder.Path);
            (folder.FileCount, folder.CurrentBytes).ShouldBe((files.Count, files.Sum(f => f.Length)), folder.Path);
            CacheFolderCheck.TemporaryFiles(folder.Path).ShouldBeEmpty();
        }

        foreach (var collection in (await server.GetAsync<Contracts.Reading.Page<Contracts.Collections.CollectionView>>("/api/v1/collections")).Items)
        {
            var images = await server.ImagesAsync(collection.Id.Value);
            images.Count.ShouldBe(PicturesEach);
            images.ShouldAllBe(i => i.Tries == 0 && (allLive ? i.State == ItemState.Live : RestsAtTheFullFolder(i)));
            foreach (var image in images.Where(i => i.State == ItemState.Live))
            {
                using var answer = await server.Http.GetAsync(image.Thumbnail!.Url);
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, image.Path);
                (await answer.Content.ReadAsByteArrayAsync()).LongLength.ShouldBe(image.Thumbnail.Bytes);
            }
        }
    }

    private static async Task AssertNothingOrphanedAsync(RunningServer server)
    {
        foreach (var folder in await FoldersAsync(server))
        {
            var cleaned = await server.WaitForEndAsync(await StartAsync(server, $"{folder.Id}/clean-orphans?olderThanDays=0&dryRun=false"));
            cleaned.Report!.OrphanFiles.ShouldBe(0, string.Join('\n', cleaned.Warnings));
            var reconciled = await server.WaitForEndAsync(await StartAsync(server, $"{folder.Id}/reconcile"));
            (reconciled.Report!.Lost, reconciled.Report.DiskBytes).ShouldBe((0, reconciled.Report.NamedBytes));
        }
    }

    private static async Task AssertDrainedFolderCanGoAsync(RunningServer server, string path)
    {
        var drained = (await FoldersAsync(server)).Single(f => f.Path == path);
        drained.State.ShouldBe("drained");
        using var deleted = await server.Http.DeleteAsync($"/api/v1/cache-folders/{drained.Id}");
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent, await deleted.Content.ReadAsStringAsync());
        Directory.EnumerateFileSystemEntries(path).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<CacheFolderView>> FoldersAsync(RunningServer server) =>
        (await server.GetAsync<Contracts.Reading.Page<CacheFolderView>>("/api/v1/cache-folders")).Items;

    private static async Task AddFolderAsync(RunningServer server, string path, long maxBytes)
    {
        using var answer = await server.Http.PostAsJsonAsync("/api/v1/cache-folders", new { path, maxBytes });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    private static async Task PatchAsync(RunningServer server, string id, object change)
    {
        using var answer = await server.Http.PatchAsJsonAsync($"/api/v1/cache-folders/{id}", change);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> StartAsync(RunningServer server, string command)
    {
        using var answer = await server.Http.PostAsync($"/api/v1/cache-folders/{command}", null);
        return (await answer.Content.ReadFromJsonAsync<JobStarted>())!.JobId;
    }

    private static void WritePictures(TemporaryDirectory directory)
    {
        byte[][] originals = [.. Enumerable.Range(0, 6).Select(i => PngPicture.Create(1_600, 1_200, 1_000 * i))];
        for (var collection = 0; collection < Collections; collection++)
        {
            var pictures = Enumerable.Range(0, PicturesEach).Select(i => PngPicture.WithComment(originals[i % originals.Length], $"{collection} {i}")).ToList();
            var comic = pictures.Take(PagesEach).Select((page, i) => (Name: $"page {i}.png", page))
                .Aggregate(new ZipFile(), (zip, page) => zip.Add(page.Name, page.page));
            comic.Save(directory[$"pictures {collection}", "comic.cbz"]);
            foreach (var (number, picture) in pictures.Index().Skip(PagesEach))
            {
                PngPicture.Write(directory[$"pictures {collection}", $"picture {number}.png"], picture, number);
            }
        }
    }

    private sealed record JobStarted(string JobId);
}
