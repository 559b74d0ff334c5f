using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Tests.Running;
using MediaPipeline.TestKit.Pictures;

namespace MediaPipeline.Grains.Tests.CacheFolders;

public sealed class DrainTests
{
    [Fact]
    public async Task Drain_MovesEveryPictureWithoutMakingItAgain_AndTheFolderIsEmpty()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var (collection, old) = await ImportAsync(pipeline, 60);
        var made = pipeline.Engine.Renders;
        var to = await pipeline.AddFolderAsync("second");

        var drained = await DrainAsync(pipeline, old);

        drained.State.ShouldBe(JobState.Completed);
        drained.CacheFolderId.ShouldBe(old);
        drained.Report!.MovedPictures.ShouldBe(60);
        pipeline.Engine.Renders.ShouldBe(made);
        var (from, into) = (await pipeline.FolderAsync(old), await pipeline.FolderAsync(to));
        (from.State, from.FileCount, into.FileCount).ShouldBe(("drained", 0, 120));
        into.CollectionIds.ShouldBe([collection]);
        drained.Report.MovedBytes.ShouldBe(into.CurrentBytes);
        await pipeline.AssertExactAsync(old, to);
        await AssertServedAsync(pipeline, collection);
        (await pipeline.Folder(old).Delete()).Status.ShouldBe(Contracts.Commands.CommandStatus.Done);
    }

    [Fact]
    public async Task Drain_WhileAScanRuns_NewWorkGoesToTheNewFolder()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 30);
        pipeline.Engine.Hold();
        var (collection, scan) = await pipeline.AddAsync();
        await pipeline.WaitAsync(() => Task.FromResult(pipeline.Engine.Held.Count), held => held > 3);
        var old = (await pipeline.OnlyFolderAsync()).Id;
        var to = await pipeline.AddFolderAsync("second");

        await pipeline.ConfigureAsync(old, draining: true);
        await pipeline.WaitAsync(() => pipeline.FolderAsync(to), f => f.CollectionIds.Contains(collection));
        pipeline.Engine.LetGo();

        (await pipeline.WaitForEndAsync(scan)).Progress.ByStage[ImageStages.Live].ShouldBe(30);
        await pipeline.WaitForEndAsync((await pipeline.LastJobAsync("drain")).Id);
        (await pipeline.FolderAsync(to)).FileCount.ShouldBe(60);
        await pipeline.AssertExactAsync(old, to);
        await AssertServedAsync(pipeline, collection);
    }

    [Fact]
    public async Task Drain_WithNowhereToGo_WaitsAndSaysSo_AndGoesOnWhenAFolderIsAdded()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var (_, old) = await ImportAsync(pipeline, 5);
        await pipeline.ConfigureAsync(old, draining: true);
        var job = (await pipeline.LastJobAsync("drain")).Id;

        var waiting = await pipeline.WaitForJobAsync(job, j => j.State == JobState.Waiting);
        waiting.WaitingFor!.Code.ShouldBe("noCacheFolderWithRoom");
        waiting.WaitingFor.Message.ShouldContain(pipeline.Directory["cache"]);

        var to = await pipeline.AddFolderAsync("second");
        (await pipeline.WaitForEndAsync(job)).Report!.MovedPictures.ShouldBe(5);
        await pipeline.AssertExactAsync(old, to);
    }

    [Fact]
    public async Task Drain_IntoAFolderThatFillsUp_GoesOnIntoAnotherOne()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("CacheFolders:CheckEvery", "00:00:00.050"));
        var (collection, old) = await ImportAsync(pipeline, 30);
        var small = await pipeline.AddFolderAsync("small", maxBytes: 2_000);
        await pipeline.ConfigureAsync(old, draining: true);
        var job = (await pipeline.LastJobAsync("drain")).Id;
        await pipeline.WaitForJobAsync(job, j => j.State == JobState.Waiting);
        (await pipeline.FolderAsync(small)).CurrentBytes.ShouldBeInRange(1_500, 2_000);

        var large = await pipeline.AddFolderAsync("large");
        await pipeline.WaitForEndAsync(job);

        (await pipeline.FolderAsync(small)).CurrentBytes.ShouldBeLessThanOrEqualTo(2_000);
        (await pipeline.FolderAsync(large)).CollectionIds.ShouldBe([collection]);
        await pipeline.AssertExactAsync(old, small, large);
        await AssertServedAsync(pipeline, collection);
    }

    [Fact]
    public async Task Drain_StoppedInBetween_GoesOnAtTheNextStart()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("Jobs:Window", "1"));
        var (collection, old) = await ImportAsync(pipeline, 80);
        var to = await pipeline.AddFolderAsync("second");
        await pipeline.ConfigureAsync(old, draining: true);
        var job = (await pipeline.LastJobAsync("drain")).Id;
        await pipeline.WaitForJobAsync(job, j => j.Report!.MovedPictures > 0);

        await pipeline.RestartAsync();

        (await pipeline.WaitForEndAsync(job)).State.ShouldBe(JobState.Completed);
        (await pipeline.FolderAsync(to)).FileCount.ShouldBe(160);
        await pipeline.AssertExactAsync(old, to);
        await AssertServedAsync(pipeline, collection);
    }

    [Fact]
    public async Task Drain_WhatACutMoveLeftBehind_IsSweptUp()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var (collection, old) = await ImportAsync(pipeline, 3);
        var to = await pipeline.AddFolderAsync("second");
        var left = PipelineUnderTest.Renditions(pipeline.Directory["cache"]).Select(f => (f.FullName, Bytes: File.ReadAllBytes(f.FullName))).ToList();
        await DrainAsync(pipeline, old);

        // As if the server had died between storing where they are now and deleting them where they were.
        left.ForEach(f => File.WriteAllBytes(
            Directory.CreateDirectory(Path.GetDirectoryName(f.FullName)!).FullName + "/" + Path.GetFileName(f.FullName), f.Bytes));
        var again = await DrainAsync(pipeline, old);

        again.Report!.DeletedFiles.ShouldBe(6);
        await pipeline.AssertExactAsync(old, to);
        await AssertServedAsync(pipeline, collection);
    }

    [Fact]
    public async Task Drain_APictureWhoseFileIsGone_IsMadeAgainInTheNewFolder()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var (collection, old) = await ImportAsync(pipeline, 4);
        var to = await pipeline.AddFolderAsync("second");
        File.Delete(PipelineUnderTest.Renditions(pipeline.Directory["cache"])[0].FullName);

        var drained = await DrainAsync(pipeline, old);

        (drained.Report!.Lost, drained.Progress.Total, drained.Progress.ByStage[ImageStages.Live]).ShouldBe((1, 1, 1));
        (await pipeline.ImagesAsync(collection)).ShouldAllBe(i => i.State == ItemState.Live);
        await pipeline.AssertExactAsync(old, to);
    }

    [Fact]
    public async Task Undrain_LetsTheJobEnd_AndTheFolderTakesCollectionsAgain()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var (_, old) = await ImportAsync(pipeline, 3);
        await pipeline.ConfigureAsync(old, draining: true);
        var job = (await pipeline.LastJobAsync("drain")).Id;
        await pipeline.WaitForJobAsync(job, j => j.State == JobState.Waiting);

        await pipeline.ConfigureAsync(old, draining: false);

        await pipeline.WaitForEndAsync(job);
        pipeline.WritePictures(0, 1, "more");
        await pipeline.WaitForEndAsync((await pipeline.AddAsync(pipeline.Directory["more"])).Job);
        (await pipeline.FolderAsync(old)).FileCount.ShouldBe(8);
    }

    [Fact]
    public async Task Drain_WhileItsDiskIsAway_WhatIsRenderedAnewElsewhereEndsAsUsual()
    {
        // Longer than anybody waits here: only the picture itself can tell its job that it has ended.
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("Jobs:CompareEvery", "01:00:00"));
        var (collection, old) = await ImportAsync(pipeline, 3);
        var to = await pipeline.AddFolderAsync("second");
        Directory.Move(pipeline.Directory["cache"], pipeline.Directory["away"]);
        await pipeline.ConfigureAsync(old, draining: true);
        await pipeline.WaitAsync(() => pipeline.FolderAsync(to), f => f.CollectionIds.Contains(collection));
        PngPicture.Write(pipeline.Directory["pictures", "2.png"], 4, 3, seed: 7);

        var ended = await pipeline.WaitForEndAsync(await pipeline.ScanAsync(collection));

        (ended.State, ended.Progress.ByStage[ImageStages.Live]).ShouldBe((JobState.Completed, 1));
        (await pipeline.FolderAsync(to)).FileCount.ShouldBe(2);
        (await pipeline.Grains.GetGrain<ICacheFolderGrainInternal>(to.Value).CountReservations()).ShouldBe(0);
    }

    private static async Task<(CollectionId Collection, CacheFolderId Folder)> ImportAsync(PipelineUnderTest pipeline, int pictures)
    {
        pipeline.WritePictures(0, pictures);
        var (collection, job) = await pipeline.AddAsync();
        await pipeline.WaitForEndAsync(job);
        return (collection, (await pipeline.OnlyFolderAsync()).Id);
    }

    private static async Task<JobView> DrainAsync(PipelineUnderTest pipeline, CacheFolderId folder)
    {
        await pipeline.ConfigureAsync(folder, draining: true);
        return await pipeline.WaitForEndAsync((await pipeline.LastJobAsync("drain")).Id);
    }

    private static async Task AssertServedAsync(PipelineUnderTest pipeline, CollectionId collection)
    {
        foreach (var image in await pipeline.ImagesAsync(collection))
        {
            foreach (var kind in new[] { RenditionKind.Thumbnail, RenditionKind.Viewing })
            {
                var location = await pipeline.Reader<IImageReader>().LocateAsync(image.Id, kind, default);
                new FileInfo(location!.AbsolutePath!).Length.ShouldBe(location.Bytes!.Value);
            }
        }
    }
}
