using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Tests.Running;

namespace MediaPipeline.Grains.Tests.CacheFolders;

/// <summary>A folder never holds more than it may, whatever comes at once; what does not fit says so and resumes automatically.</summary>
public sealed class CapacityTests
{
    // "thumbnail of {sha-256}" and "cache of {sha-256}", which the fake engine writes.
    private const int OfPicture = 77 + 73;

    [Fact]
    public async Task AFullFolder_HoldsNoPictureMoreThanFits_AndGoesOnWhenItsLimitIsRaised()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(
            null, ("CacheFolders:DefaultMaxBytes", $"{(10 * OfPicture) + 20}"), ("CacheFolders:CheckEvery", "00:00:00.050"), ("Jobs:Window", "16"));
        pipeline.WritePictures(0, 40);
        var (collection, job) = await pipeline.AddAsync();

        var waiting = await pipeline.WaitForJobAsync(job, j => j.State == JobState.Waiting && j.Progress.ByStage[ImageStages.Live] == 10);
        waiting.WaitingFor!.Code.ShouldBe("cacheFolderFull");
        waiting.WaitingFor.Message.ShouldContain(pipeline.Directory["cache"]);
        var folder = await pipeline.OnlyFolderAsync();
        folder.CurrentBytes.ShouldBe(10 * OfPicture);
        await pipeline.AssertExactAsync(folder.Id);
        (await pipeline.Folder(folder.Id).FindGate())!.Code.ShouldBe("cacheFolderFull");

        await pipeline.ConfigureAsync(folder.Id, maxBytes: 0);
        (await pipeline.WaitForEndAsync(job)).Progress.ByStage[ImageStages.Live].ShouldBe(40);
        (await pipeline.ImagesAsync(collection)).ShouldAllBe(i => i.Tries == 0);
        await pipeline.AssertExactAsync(folder.Id);
    }

    [Fact]
    public async Task AFullFolder_GoesOnWhenAnotherCollectionIsDeleted()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(
            null, ("CacheFolders:DefaultMaxBytes", $"{5 * OfPicture}"), ("CacheFolders:CheckEvery", "00:00:00.050"));
        pipeline.WritePictures(0, 5);
        pipeline.WritePictures(5, 8, "more");
        var (first, job) = await pipeline.AddAsync();
        await pipeline.WaitForEndAsync(job);
        var (_, second) = await pipeline.AddAsync(pipeline.Directory["more"]);
        await pipeline.WaitForJobAsync(second, j => j.WaitingFor?.Code == "cacheFolderFull");

        await pipeline.RunAsync(pipeline.Grains.GetGrain<Contracts.Collections.ICollectionGrain>(first.Value).Delete());

        (await pipeline.WaitForEndAsync(second)).Progress.ByStage[ImageStages.Live].ShouldBe(3);
        await pipeline.AssertExactAsync((await pipeline.OnlyFolderAsync()).Id);
    }

    [Fact]
    public async Task APictureWhoseFolderIsFull_IsProbedOnly_AndRenderedWhenThereIsRoom()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(
            null, ("CacheFolders:DefaultMaxBytes", $"{OfPicture}"), ("CacheFolders:CheckEvery", "00:00:00.050"), ("Jobs:Window", "1"));
        pipeline.WritePictures(0, 2);
        var (collection, job) = await pipeline.AddAsync();
        await pipeline.WaitForJobAsync(job, j => j.WaitingFor?.Code == "cacheFolderFull");

        var waiting = await pipeline.WaitAsync(() => pipeline.ImageAsync(collection, "1.png"), picture => picture.State == ItemState.Waiting);
        (waiting.Stage, waiting.Width).ShouldBe((ImageStages.Probed, 4_000));
        (pipeline.Engine.Probes, pipeline.Engine.Renders).ShouldBe((2, 1));

        await pipeline.ConfigureAsync((await pipeline.OnlyFolderAsync()).Id, maxBytes: 0);
        (await pipeline.WaitForEndAsync(job)).State.ShouldBe(JobState.Completed);
        (pipeline.Engine.Probes, pipeline.Engine.Renders).ShouldBe((2, 2));
    }

    [Fact]
    public async Task APictureLargerThanTheFolder_WaitsForItself_AndTheOthersGoOn()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("CacheFolders:DefaultMaxBytes", $"{20 * OfPicture}"), ("Jobs:Window", "2"));
        pipeline.WritePictures(0, 10);
        pipeline.Engine.Answer("0.png", () => Huge(pipeline));
        var (collection, job) = await pipeline.AddAsync();

        // Until the folder has found that the others still fit, the job may wait for it for a moment.
        var waiting = await pipeline.WaitForJobAsync(job, j => j.State == JobState.Waiting && j.Progress.ByStage.GetValueOrDefault(ImageStages.Live) == 9);

        waiting.WaitingFor!.Code.ShouldBe("cacheFolderFull");
        (await pipeline.ImageAsync(collection, "0.png")).State.ShouldBe(ItemState.Waiting);
        (await pipeline.Folder((await pipeline.OnlyFolderAsync()).Id).FindGate()).ShouldBeNull();
    }

    [Fact]
    public async Task AFullFolder_CanBeRenderedAgainByAnotherRecipe()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("CacheFolders:DefaultMaxBytes", $"{5 * OfPicture}"));
        pipeline.WritePictures(0, 5);
        var (collection, first) = await pipeline.AddAsync();
        await pipeline.WaitForEndAsync(first);

        await pipeline.RestartAsync(("Renditions:ThumbnailQuality", "50"));
        var ended = await pipeline.WaitForEndAsync(await pipeline.ScanAsync(collection));

        ended.Progress.ByStage[ImageStages.Live].ShouldBe(5);
        pipeline.Engine.Renders.ShouldBe(5);
    }

    private static RenderResult Huge(PipelineUnderTest pipeline)
    {
        var instance = Directory.EnumerateDirectories(pipeline.Directory["cache", ".tmp"]).Single();
        var path = Path.Join(instance, "huge");
        File.WriteAllText(path, new string('x', 40 * OfPicture));
        File.WriteAllText(path + "-t", "x");
        return new RenderResult.Rendered(
            new RenditionFile(path + "-t", 300, 300, 1, "jpeg", 80, Copied: false),
                new RenditionFile(path, 1920, 1080, 40 * OfPicture, "jpeg", 80, Copied: false), [], null, null, null);
    }
}
