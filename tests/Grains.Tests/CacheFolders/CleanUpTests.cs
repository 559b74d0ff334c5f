using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Tests.Running;
using Microsoft.Extensions.Time.Testing;

namespace MediaPipeline.Grains.Tests.CacheFolders;

/// <summary>The orphan clean-up deletes nothing that a state names and nothing that is not ours.</summary>
public sealed class CleanUpTests
{
    private const string Collection = "col_00000000000000000000000000000001";
    private const string Picture = "img_00000000000000000000000000000001";

    [Fact]
    public async Task CleanUp_OrphansOnly_LookAlikesForeignFilesAndLinksStay()
    {
        await using var pipeline = await ImportedAsync(5);
        var folder = (await pipeline.OnlyFolderAsync()).Id;
        var own = Directory.EnumerateDirectories(pipeline.Directory["cache", "thumbnails"]).Single();
        string[] orphans =
        [
            Write(pipeline, $"thumbnails/{Collection}/{Picture}_300x300.jpg"), Write(pipeline, $"cache/{Collection}/{Picture}_cache_1920x1080.webp"),
            Write(pipeline, $"thumbnails/{Path.GetFileName(own)}/{Picture}_300x300.png"),
        ];
        using var outside = new MediaPipeline.TestKit.Files.TemporaryDirectory();
        File.WriteAllText(outside["kept"], "x");
        Directory.CreateDirectory(outside[Collection]);
        File.WriteAllText(outside[Collection, $"{Picture}_300x300.jpg"], "not ours");
        string[] foreign =
        [
            Write(pipeline, $"thumbnails/{Collection}/{Picture}_300x300.jpg.bak"), Write(pipeline, $"thumbnails/{Collection}/IMG_{Picture[4..]}_300x300.jpg"),
            Write(pipeline, $"thumbnails/{Collection}/{Picture}_300x300"), Write(pipeline, $"thumbnails/{Collection}/deeper/{Picture}_300x300.jpg"),
            Write(pipeline, $"thumbnails/{Collection}x/{Picture}_300x300.jpg"), Write(pipeline, $"thumbnails/holiday.jpg"),
                Write(pipeline, $"{Picture}_300x300.jpg"),
            Write(pipeline, $"images/{Collection}/{Picture}_300x300.jpg"), Write(pipeline, $"thumbnails/{Collection}/notes.txt"),
                Write(pipeline, ".tmp/mine/x"),
            Link(pipeline, $"thumbnails/{Collection}/{Picture}_301x301.jpg", outside["kept"]),
            Link(pipeline, "cache/col_00000000000000000000000000000002", outside[Collection]),
        ];
        var named = PipelineUnderTest.Renditions(pipeline.Directory["cache"]).Count(f => f.Directory!.FullName == own);

        var dry = await pipeline.RunAsync(pipeline.Folder(folder).CleanOrphans(new CleanUp(0, DryRun: true)));
        (dry.Report!.OrphanFiles, dry.Report.OrphanBytes, dry.Report.DeletedFiles).ShouldBe((3, 3, 0));
        dry.Warnings.Count.ShouldBe(3);
        orphans.ShouldAllBe(f => File.Exists(f));

        var clean = await pipeline.RunAsync(pipeline.Folder(folder).CleanOrphans(new CleanUp(0, DryRun: false)));

        (clean.Report!.DeletedFiles, clean.Report.DeletedBytes, clean.Report.DeletedDirectories).ShouldBe((3, 3, 1));
        orphans.ShouldAllBe(f => !File.Exists(f));
        foreign.ShouldAllBe(f => Path.Exists(f));
        File.Exists(outside["kept"]).ShouldBeTrue();
        File.Exists(outside[Collection, $"{Picture}_300x300.jpg"]).ShouldBeTrue();
        Directory.GetFiles(own).Length.ShouldBe(named - 1);
        File.Exists(pipeline.Directory["cache", ".mediapipeline-folder"]).ShouldBeTrue();
    }

    [Fact]
    public async Task CleanUp_YoungerThanAskedFor_StaysUntilItIsOldEnough()
    {
        await using var pipeline = await ImportedAsync(1);
        var young = Write(pipeline, $"thumbnails/{Collection}/{Picture}_300x300.jpg");
        var old = Write(pipeline, $"cache/{Collection}/{Picture}_cache_1x1.jpg");
        File.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-8));

        var clean = await pipeline.RunAsync(pipeline.Folder((await pipeline.OnlyFolderAsync()).Id).CleanOrphans(new CleanUp(7, DryRun: false)));

        clean.Report!.DeletedFiles.ShouldBe(1);
        (File.Exists(young), File.Exists(old)).ShouldBe((true, false));
    }

    [Fact]
    public async Task CleanUp_ThatRacesWithAScan_LeavesEveryRenditionThatIsMade()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 150);
        var folder = (await pipeline.OnlyFolderAsync()).Id;
        var (collection, scan) = await pipeline.AddAsync();
        var cleaned = 0;

        while ((await pipeline.JobAsync(scan)).CompletedAt is null)
        {
            await pipeline.RunAsync(pipeline.Folder(folder).CleanOrphans(new CleanUp(0, DryRun: false)));
            cleaned++;
        }

        cleaned.ShouldBeGreaterThan(0);
        (await pipeline.JobAsync(scan)).State.ShouldBe(JobState.Completed);
        (await pipeline.ImagesAsync(collection)).ShouldAllBe(i => i.State == ItemState.Live && i.Tries == 0);
        PipelineUnderTest.Renditions(pipeline.Directory["cache"]).Count.ShouldBe(300);
        await pipeline.AssertExactAsync(folder);
    }

    [Fact]
    public async Task DeleteUnnamed_AskedOfAPictureThatNamesThem_DeletesNothing()
    {
        await using var pipeline = await ImportedAsync(1);
        var files = PipelineUnderTest.Renditions(pipeline.Directory["cache"]);
        string[] targets = [.. files.Select(f => Path.GetRelativePath(pipeline.Directory["cache"], f.FullName))];
        var image = files[0].Name[..Picture.Length];

        // As if the store had been asked before the picture's state was stored.
        var gone = await pipeline.Grains.GetGrain<MediaPipeline.Grains.Images.IImageGrainInternal>(image)
            .DeleteUnnamed((await pipeline.OnlyFolderAsync()).Id, targets, DateTimeOffset.MaxValue);

        gone.Files.ShouldBe(0);
        files.ShouldAllBe(f => File.Exists(f.FullName));
    }

    [Fact]
    public async Task TheSchedule_CleansDailyAndReconcilesWeekly_EachOnceAfterALongStop()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var pipeline = await PipelineUnderTest.StartAsync(clock);

        await pipeline.RestartAsync(() => clock.Advance(TimeSpan.FromDays(1)));
        (await JobsAsync(pipeline, clock, 1)).ShouldHaveSingleItem().CleanUp.ShouldBe(new CleanUp(7, DryRun: false, CountFirst: true));

        // The second one is found by the alarms, not by the start.
        await pipeline.RestartAsync(() => clock.Advance(TimeSpan.FromDays(20)));
        (await JobsAsync(pipeline, clock, 3)).Select(j => j.Type).ShouldBe(["reconcile", "cleanOrphans", "cleanOrphans"], ignoreOrder: true);

        await pipeline.RestartAsync(() => clock.Advance(TimeSpan.FromHours(23)));
        (await JobsAsync(pipeline, clock, 3)).ShouldAllBe(j => j.State == JobState.Completed);
    }

    [Fact]
    public async Task TheSchedule_SwitchedOff_StartsNothing()
    {
        var clock = new FakeTimeProvider();
        await using var pipeline = await PipelineUnderTest.StartAsync(
            clock, ("CacheFolders:ReconcileEvery", "00:00:00"), ("CacheFolders:CleanOrphansEvery", "00:00:00"));

        await pipeline.RestartAsync(() => clock.Advance(TimeSpan.FromDays(30)));

        (await JobsAsync(pipeline, clock, 0)).ShouldBeEmpty();
    }

    [Fact]
    public async Task AScheduledCleanUp_ThatWouldDeleteMoreThanHalf_AsksFirst()
    {
        await using var pipeline = await ImportedAsync(1);
        string[] orphans = [.. Enumerable.Range(0, 3).Select(i => Write(pipeline, $"thumbnails/{Collection}/{Picture}_{i}.jpg"))];
        var folder = pipeline.Folder((await pipeline.OnlyFolderAsync()).Id);
        var job = (await folder.CleanOrphans(new CleanUp(0, DryRun: false, CountFirst: true))).JobId!.Value;
        var asking = await pipeline.WaitForJobAsync(job, j => j.Question is not null);
        asking.Question!.Code.ShouldBe("manyOrphans");
        orphans.ShouldAllBe(f => File.Exists(f));

        await pipeline.Job(job).Answer("delete");

        (await pipeline.WaitForEndAsync(job)).Report!.DeletedFiles.ShouldBe(3);
        PipelineUnderTest.Renditions(pipeline.Directory["cache"]).Count.ShouldBe(2);
    }

    // A second of the alarms' sweeps, and more until there are so many jobs and all have ended.
    private static Task<IReadOnlyList<JobView>> JobsAsync(PipelineUnderTest pipeline, FakeTimeProvider clock, int count)
    {
        var until = clock.GetUtcNow().AddSeconds(1);
        return pipeline.WaitAsync(
            async () => (await pipeline.Reader<IJobReader>().ListAsync(new JobFilter(), new PageRequest(1, 50), default)).Items,
            jobs =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(100));
                return clock.GetUtcNow() > until && jobs.Count >= count && jobs.All(j => j.CompletedAt is not null);
            });
    }

    private static async Task<PipelineUnderTest> ImportedAsync(int pictures)
    {
        var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, pictures);
        await pipeline.WaitForEndAsync((await pipeline.AddAsync()).Job);
        return pipeline;
    }

    private static string Write(PipelineUnderTest pipeline, string target)
    {
        var path = pipeline.Directory["cache", target];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "x");
        return path;
    }

    private static string Link(PipelineUnderTest pipeline, string target, string to)
    {
        var path = pipeline.Directory["cache", target];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, to);
        return path;
    }
}
