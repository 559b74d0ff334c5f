using System.Net.Http.Json;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Archives;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Pictures;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>A fault of what all share: the job says what it waits for, nothing is lost, no tries are used up, and it resumes automatically.</summary>
public sealed class FaultTests
{
    private const int Pictures = 24;

    [RootOnlyFact("mounts a small tmpfs")]
    public async Task CacheDiskFull_WaitsAndGoesOnWhenThereIsRoom()
    {
        using var directory = DirectoryWithPictures(Pictures);
        using var disk = new SmallDisk(megabytes: 8);
        await using var server = await RunningServer.StartAsync(
            directory["data"], new Dictionary<string, string> { ["CacheFolders__DefaultPath"] = Path.Join(disk.Path, "cache") });
        disk.Fill();
        var (collection, job) = await server.AddCollectionAsync(directory["pictures"]);
        var waiting = await server.WaitForJobAsync(job, j => j.State == JobState.Waiting);
        waiting.WaitingFor!.Code.ShouldBe("outputFull");
        waiting.WaitingFor.Message.ShouldContain(disk.Path);

        disk.MakeRoom();

        await AssertAllLiveAsync(server, collection, job);
    }

    [RootOnlyFact("mounts a small tmpfs")]
    public async Task DataDiskFull_IsWhatTheCommandAndTheHealthPageSay()
    {
        using var directory = new TemporaryDirectory();
        PngPicture.WriteMany(200, 2_000, 1_500, i => directory["pictures", $"{i}.png"]);
        using var disk = new SmallDisk(megabytes: 8);
        await using var server = RunningServer.LaunchImport(
            Path.Join(disk.Path, "data"), directory["pictures"], new Dictionary<string, string> { ["CacheFolders__DefaultPath"] = directory["cache"] });
        await server.WaitForOutputAsync(" in work");
        disk.Fill();

        await server.WaitForOutputAsync($"waits: The disk of the data directory '{Path.Join(disk.Path, "data")}' is full");
        await server.WaitUntilItAnswersAsync();
        using var health = await server.Http.GetAsync("/health/ready");
        (await health.Content.ReadAsStringAsync()).ShouldContain("storageFull");

        (await server.StopAsync()).ShouldBe(143);
        server.Output.ShouldNotContain("SqlGrainStorage");
    }

    [RootOnlyFact("mounts a small tmpfs")]
    public async Task ANewDataDirectoryOnAFullDisk_IsSaidWithTheRemedy_AndLeavesNoLock()
    {
        using var disk = new SmallDisk(megabytes: 1);
        Directory.CreateDirectory(Path.Join(disk.Path, "data"));
        disk.Fill();

        var ended = await Product.RunAsync(disk.Path, "--serve", "--urls", "http://127.0.0.1:0", "--data", Path.Join(disk.Path, "data"));

        ended.ExitCode.ShouldBe(1);
        ended.Error.TrimEnd().Split('\n').ShouldHaveSingleItem().ShouldContain("is full: free space");
        Directory.EnumerateFileSystemEntries(Path.Join(disk.Path, "data")).ShouldBeEmpty();
    }

    [Fact]
    public async Task CacheFolderWithoutItsMarker_TakesNoWorkUntilItIsBack()
    {
        using var directory = DirectoryWithPictures(3);
        await using var server = await RunningServer.StartAsync(directory["data"]);
        var collection = await ImportAsync(server, directory);
        WritePictures(directory, 3, Pictures);
        var cache = directory["data", "cache"];

        // An unmounted disk leaves an empty mount point behind.
        Directory.Move(cache, cache + ".away");
        Directory.CreateDirectory(cache);
        var job = await server.ScanAsync(collection);
        var waiting = await server.WaitForJobAsync(job, j => j.State == JobState.Waiting);
        waiting.WaitingFor!.Code.ShouldBe("markerMissing");
        Directory.EnumerateFileSystemEntries(cache).ShouldBeEmpty();

        Directory.Delete(cache);
        Directory.Move(cache + ".away", cache);
        await AssertAllLiveAsync(server, collection, job);
    }

    [Fact]
    public async Task SourceRootGone_WaitsAndMarksNothingAsMissing()
    {
        using var directory = DirectoryWithPictures(Pictures);
        await using var server = await RunningServer.StartAsync(directory["data"]);
        var collection = await ImportAsync(server, directory);

        Directory.Move(directory["pictures"], directory["away"]);
        var job = await server.ScanAsync(collection);
        var waiting = await server.WaitForJobAsync(job, j => j.State == JobState.Waiting);
        waiting.WaitingFor!.Code.ShouldBe("sourceUnavailable");
        waiting.WaitingFor.Message.ShouldContain(directory["pictures"]);

        Directory.Move(directory["away"], directory["pictures"]);
        var ended = await server.WaitForEndAsync(job);
        ended.Progress.Unchanged.ShouldBe(Pictures);
    }

    [Fact]
    public async Task SourceEmptiedAtOnce_IsAQuestion_AndLookingAgainFindsAllUnchanged()
    {
        using var directory = DirectoryWithPictures(Pictures);
        await using var server = await RunningServer.StartAsync(directory["data"]);
        var collection = await ImportAsync(server, directory);

        Directory.Move(directory["pictures"], directory["away"]);
        Directory.CreateDirectory(directory["pictures"]);
        var job = await server.ScanAsync(collection);
        var asking = await server.WaitForJobAsync(job, j => j.Question is not null);
        asking.Question!.Choices.ShouldContain("lookAgain");
        (await server.ImagesAsync(collection)).ShouldAllBe(i => i.State == ItemState.Live);

        Directory.Delete(directory["pictures"]);
        Directory.Move(directory["away"], directory["pictures"]);
        (await server.Http.PostAsJsonAsync($"/api/v1/jobs/{job}/answer", new { choice = "lookAgain" })).EnsureSuccessStatusCode();
        (await server.WaitForEndAsync(job)).Progress.Unchanged.ShouldBe(Pictures);
    }

    [Fact]
    public async Task AFewFilesGone_AreMissingAndComeBackAsTheyWere()
    {
        using var directory = DirectoryWithPictures(Pictures);
        await using var server = await RunningServer.StartAsync(directory["data"]);
        var collection = await ImportAsync(server, directory);

        File.Move(directory["pictures", "picture 3.png"], directory["picture 3.png"]);
        await server.WaitForEndAsync(await server.ScanAsync(collection));
        (await server.ImagesAsync(collection)).Where(i => i.State == ItemState.Missing).ShouldHaveSingleItem().Name.ShouldBe("picture 3.png");

        File.Move(directory["picture 3.png"], directory["pictures", "picture 3.png"]);
        await server.WaitForEndAsync(await server.ScanAsync(collection));
        var back = (await server.ImagesAsync(collection)).Single(i => i.Name == "picture 3.png");
        back.State.ShouldBe(ItemState.Live);
        back.Thumbnail.ShouldNotBeNull();
    }

    [RootOnlyFact("lets the server run as another user, who may not read the file")]
    public async Task AnUnreadableFile_WaitsWithItsReason_AndIsLiveOnceItCanBeRead()
    {
        using var directory = DirectoryWithPictures(3);
        var locked = directory["pictures", "picture 1.png"];
        File.SetUnixFileMode(locked, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        directory.LetEverybodyIn();
        await using var server = await RunningServer.StartAsync(directory["data"], asNobody: true);
        var (collection, job) = await server.AddCollectionAsync(directory["pictures"]);
        var waiting = await server.WaitForJobAsync(job, j => j.State == JobState.Waiting && j.Progress.ByStage["live"] == 2);
        waiting.WaitingFor!.Message.ShouldContain("picture 1.png");

        File.SetUnixFileMode(locked, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        await AssertAllLiveAsync(server, collection, job);
    }

    [RootOnlyFact("lets the server run as another user, who may not read the archive")]
    public async Task AnArchiveThatMayNotBeRead_IsAWarning_AndNothingOfItCountsAsGone()
    {
        using var directory = new TemporaryDirectory();
        WritePictures(directory, 0, 1);
        var comic = new ZipFile().Add("1.png", PngPicture.Create(300, 200, 1)).Add("2.png", PngPicture.Create(300, 200, 2))
            .Save(directory["pictures", "comic.cbz"]);
        directory.LetEverybodyIn();
        await using var server = await RunningServer.StartAsync(directory["data"], asNobody: true);
        var (collection, first) = await server.AddCollectionAsync(directory["pictures"]);
        await server.WaitForEndAsync(first);

        File.SetUnixFileMode(comic, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var ended = await server.WaitForEndAsync(await server.ScanAsync(collection));

        ended.Warnings.ShouldHaveSingleItem().ShouldContain("comic.cbz");
        ended.Progress.Missing.ShouldBe(0);
        (await server.ImagesAsync(collection)).Select(i => i.State).ShouldBe([ItemState.Live, ItemState.Live, ItemState.Live]);
    }

    private static TemporaryDirectory DirectoryWithPictures(int count)
    {
        var directory = new TemporaryDirectory();
        WritePictures(directory, 0, count);
        return directory;
    }

    private static async Task<string> ImportAsync(RunningServer server, TemporaryDirectory directory)
    {
        var (collection, job) = await server.AddCollectionAsync(directory["pictures"]);
        await server.WaitForEndAsync(job);
        return collection;
    }

    private static async Task AssertAllLiveAsync(RunningServer server, string collection, string job)
    {
        var ended = await server.WaitForEndAsync(job);
        ended.State.ShouldBe(JobState.Completed);
        ended.Progress.Failed.ShouldBe(0);
        var images = await server.ImagesAsync(collection);
        images.ShouldAllBe(i => i.State == ItemState.Live && i.Tries == 0);
        await CacheFolderCheck.AssertExactAsync(server, images);
    }

    private static void WritePictures(TemporaryDirectory directory, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            PngPicture.Write(directory["pictures", $"picture {i}.png"], 1_000, 700, i);
        }
    }
}
