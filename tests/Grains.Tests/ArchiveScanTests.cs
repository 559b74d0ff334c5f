using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Tests.Running;
using MediaPipeline.TestKit.Archives;

namespace MediaPipeline.Grains.Tests;

/// <summary>Archives in a scan: their entries are pictures like any other, and what is wrong with an archive is one item.</summary>
public sealed class ArchiveScanTests
{
    private static readonly byte[] Page = [1, 2, 3];

    [Fact]
    public async Task AnArchiveInAFolder_BelongsToItsCollection()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 2);
        Comic(pipeline, "comic.cbz", "10.jpg", "9.jpg", "e\u0301.jpg");
        var (collection, job) = await pipeline.AddAsync();

        var ended = await pipeline.WaitForEndAsync(job);

        ended.State.ShouldBe(JobState.Completed);
        var images = await pipeline.ImagesAsync(collection);
        images.Select(i => (i.Path, i.Entry, i.Name)).ShouldBe(
            [("0.png", null, "0.png"), ("1.png", null, "1.png"), ("comic.cbz", "9.jpg", "9.jpg"), ("comic.cbz", "10.jpg", "10.jpg"),
                ("comic.cbz", "é.jpg", "é.jpg")]);
        images.ShouldAllBe(i => i.State == ItemState.Live);
    }

    [Fact]
    public async Task AnArchiveAlone_IsACollection()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var path = Comic(pipeline, "comic.cbz", "1.jpg", "2.jpg");
        var (collection, job) = await pipeline.AddAsync(path);

        (await pipeline.WaitForEndAsync(job)).State.ShouldBe(JobState.Completed);

        var view = (await pipeline.Reader<ICollectionReader>().FindAsync(collection, default)).ShouldNotBeNull();
        (view.Kind, view.Name, view.Path).ShouldBe((CollectionKind.Archive, "comic.cbz", path));
        (await pipeline.ImagesAsync(collection)).ShouldAllBe(i => i.State == ItemState.Live && i.Path == "comic.cbz");
        (await pipeline.WaitForEndAsync(await pipeline.ScanAsync(collection))).Progress.Unchanged.ShouldBe(2);
    }

    [Fact]
    public async Task AChangedArchive_IsLookedAtAgain_AndWhatIsTheSameIsNotRenderedAgain()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        Comic(pipeline, "comic.cbz", "1.jpg", "2.jpg", "3.jpg");
        var (collection, first) = await pipeline.AddAsync();
        await pipeline.WaitForEndAsync(first);
        var made = pipeline.Engine.Renders;

        new ZipFile().Add("2.jpg", Page).Add("3.jpg", Page).Add("4.jpg", Page).Save(pipeline.Directory["pictures", "comic.cbz"], seed: 60);
        var ended = await pipeline.WaitForEndAsync(await pipeline.ScanAsync(collection));

        ended.Progress.Missing.ShouldBe(1);
        ended.Progress.ByStage[ImageStages.Live].ShouldBe(3);
        (pipeline.Engine.Renders - made).ShouldBe(1);
        (await pipeline.ImageAsync(collection, "1.jpg")).State.ShouldBe(ItemState.Missing);
    }

    [Fact]
    public async Task HostileEntries_FailWithTheirCodeAndName_AndTheOthersLive()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        new ZipFile().Add("good.jpg", Page).Add("../up.jpg", Page).Add("inner.zip", Page).Save(pipeline.Directory["pictures", "comic.cbz"]);
        var (collection, job) = await pipeline.AddAsync();

        var ended = await pipeline.WaitForEndAsync(job);

        ended.State.ShouldBe(JobState.CompletedWithErrors);
        ended.Errors.Select(e => (e.Name, e.Code)).ShouldBe([("up.jpg", "unsafeEntryName"), ("inner.zip", "nestedArchive")], ignoreOrder: true);
        (await pipeline.ImageAsync(collection, "up.jpg")).LastError!.Entry.ShouldBe("../up.jpg");
        (await pipeline.ImageAsync(collection, "good.jpg")).State.ShouldBe(ItemState.Live);
    }

    [Fact]
    public async Task ACorruptArchive_IsOneFailure_AndOnceMended_TheFailureGoesWithoutAQuestion()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var path = new ZipFile { HasDirectory = false }.Add("1.jpg", Page).Save(pipeline.Directory["pictures", "comic.cbz"]);
        var (collection, first) = await pipeline.AddAsync(path);
        (await pipeline.WaitForEndAsync(first)).State.ShouldBe(JobState.CompletedWithErrors);
        var failed = (await pipeline.ImagesAsync(collection)).ShouldHaveSingleItem();
        (failed.Path, failed.Entry, failed.LastError!.Code).ShouldBe(("comic.cbz", null, "corruptArchive"));

        Comic(pipeline, "comic.cbz", "1.jpg");
        var ended = await pipeline.WaitForEndAsync(await pipeline.ScanAsync(collection));

        ended.State.ShouldBe(JobState.Completed);
        (await pipeline.ImagesAsync(collection)).Select(i => (i.Name, i.State)).ShouldBe([("comic.cbz", ItemState.Missing), ("1.jpg", ItemState.Live)]);
        (await pipeline.WaitForJobAsync(first, j => j.State == JobState.Completed)).Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnArchiveThatGrows_LeavesItsPicturesAlone_UntilItIsWhole()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 5);
        Comic(pipeline, "comic.cbz", "1.jpg", "2.jpg");
        var (collection, first) = await pipeline.AddAsync();
        await pipeline.WaitForEndAsync(first);

        File.SetLastWriteTimeUtc(pipeline.Directory["pictures", "comic.cbz"], TimeProvider.System.GetUtcNow().UtcDateTime);
        var ended = await pipeline.WaitForEndAsync(await pipeline.ScanAsync(collection));

        ended.Progress.Missing.ShouldBe(0);
        ended.Progress.ByStage[ImageStages.Live].ShouldBe(2);
        ended.Progress.Unchanged.ShouldBe(5);
    }

    [Fact]
    public async Task AnEntryThatIsGoneWhenItsTurnComes_IsMissing()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var path = Comic(pipeline, "comic.cbz", "1.jpg", "2.jpg");
        pipeline.Engine.Gone[$"{path}/1.jpg"] = true;
        var (collection, job) = await pipeline.AddAsync();

        await pipeline.WaitForEndAsync(job);

        (await pipeline.ImagesAsync(collection)).Select(i => i.State).ShouldBe([ItemState.Missing, ItemState.Live]);
    }

    private static string Comic(PipelineUnderTest pipeline, string name, params string[] entries)
    {
        var zip = new ZipFile();
        foreach (var entry in entries)
        {
            zip.Add(entry, Page);
        }

        return zip.Save(pipeline.Directory["pictures", name]);
    }
}
