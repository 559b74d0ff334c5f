using System.Diagnostics;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Tests.Running;

namespace MediaPipeline.Grains.Tests;

/// <summary>Content that changes behind equal size and time: seen by ctime and inode, and by a scan that reads all again.</summary>
public sealed class VerifyTests
{
    [Fact]
    public async Task ScanAgain_ReplacedByAFileOfTheSameSizeAndTime_IsRenderedAnew()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var (collection, _) = await ImportAsync(pipeline, 5);
        var before = await pipeline.ImageAsync(collection, "2.png");

        ChangeBehindItsTime(pipeline.Directory["pictures", "2.png"]);
        var ended = await pipeline.WaitForEndAsync(await pipeline.ScanAsync(collection));

        var after = await pipeline.ImageAsync(collection, "2.png");
        (after.Bytes, after.ModifiedAt).ShouldBe((before.Bytes, before.ModifiedAt));
        after.ContentHash.ShouldNotBe(before.ContentHash);
        (ended.Progress.Unchanged, ended.Progress.Total, pipeline.Engine.Renders).ShouldBe((4, 1, 6));
        ended.Verification.ShouldBeNull();
    }

    [Fact]
    public async Task ScanAgain_OtherRights_IsReadAgain_AndNothingIsRendered()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var (collection, _) = await ImportAsync(pipeline, 3);

        using (var chmod = Process.Start("chmod", ["400", pipeline.Directory["pictures", "1.png"]]))
        {
            await chmod.WaitForExitAsync();
        }

        var ended = await pipeline.WaitForEndAsync(await pipeline.ScanAsync(collection));

        (ended.Progress.Unchanged, ended.Progress.ByStage[ImageStages.Live], pipeline.Engine.Renders).ShouldBe((2, 1, 3));
    }

    [Fact]
    public async Task Verify_OneChangedOneBroken_ReadsAll_RendersOne_AndSaysWhatIsBroken()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var (collection, _) = await ImportAsync(pipeline, 40);
        var before = await pipeline.ImagesAsync(collection);
        await ForgetStampsAsync(pipeline);
        ChangeBehindItsTime(pipeline.Directory["pictures", "2.png"]);
        pipeline.Engine.Refuse("3.png", new Fault("notAPicture", "3.png is no picture any more."));

        var ended = await pipeline.WaitForEndAsync(await VerifyAsync(pipeline, collection));

        ended.State.ShouldBe(JobState.CompletedWithErrors);
        ended.Verification.ShouldBe(new VerificationReport(39, 1, 1));
        (ended.Progress.Total, ended.Progress.Unchanged, ended.Progress.Failed, ended.Progress.Percent).ShouldBe((40, 0, 1, 100));
        ended.Errors.ShouldHaveSingleItem().Code.ShouldBe("notAPicture");
        pipeline.Engine.Renders.ShouldBe(1);
        var after = await pipeline.ImagesAsync(collection);
        after.Count(image => image.State == ItemState.Live).ShouldBe(39);
        foreach (var (old, now) in before.Zip(after).Where(pair => pair.First.Name is not ("2.png" or "3.png")))
        {
            (now.Thumbnail, now.ContentHash, now.Stages[ImageStages.Rendered]).ShouldBe((old.Thumbnail, old.ContentHash, old.Stages[ImageStages.Rendered]));
        }
    }

    [Fact]
    public async Task Verify_MostPicturesStayLive_UntilItIsTheirTurn_AndTheTotalIsKnown()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("Jobs:Window", "2"));
        var (collection, _) = await ImportAsync(pipeline, 60);
        pipeline.Engine.HoldProbes();

        var job = await VerifyAsync(pipeline, collection);
        var held = await pipeline.WaitForJobAsync(job, j => j.Progress.Total is not null && pipeline.Engine.HeldProbes > 0);

        held.Progress.Total.ShouldBe(60);
        (await pipeline.ImagesAsync(collection)).Count(image => image.State == ItemState.Live).ShouldBeGreaterThan(40);
        pipeline.Engine.LetGo();
        (await pipeline.WaitForEndAsync(job)).Verification.ShouldBe(new VerificationReport(60));
    }

    [Fact]
    public async Task Verify_Cancelled_EveryPictureIsLiveAsItWas()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var (collection, _) = await ImportAsync(pipeline, 40);
        var before = await pipeline.ImagesAsync(collection);
        pipeline.Engine.HoldProbes();
        var job = await VerifyAsync(pipeline, collection);
        await pipeline.WaitForJobAsync(job, _ => pipeline.Engine.HeldProbes > 0);

        (await pipeline.Job(job).Cancel()).Status.ShouldBe(CommandStatus.Done);
        var ended = await pipeline.WaitForEndAsync(job);
        pipeline.Engine.LetGo();

        ended.State.ShouldBe(JobState.Cancelled);
        (await pipeline.ImagesAsync(collection)).Select(image => (image.Id, image.State, image.Thumbnail))
            .ShouldBe(before.Select(image => (image.Id, image.State, image.Thumbnail)));
        (await pipeline.WaitForEndAsync(await pipeline.ScanAsync(collection))).Progress.Unchanged.ShouldBe(40);
    }

    [Fact]
    public async Task Verify_CancelledWhileAChangedPictureIsRendered_ItsFilesAndItsStateAgree()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var (collection, _) = await ImportAsync(pipeline, 3);
        await ForgetStampsAsync(pipeline);
        ChangeBehindItsTime(pipeline.Directory["pictures", "2.png"]);
        pipeline.Engine.Hold();
        var job = await VerifyAsync(pipeline, collection);
        await pipeline.WaitForJobAsync(job, _ => pipeline.Engine.Held.ContainsKey("2.png"));

        // Otherwise it would be live again with its old state, and its files replaced all the same.
        (await pipeline.ImageAsync(collection, "2.png")).Stage.ShouldBe(ImageStages.Probed);
        (await pipeline.Job(job).Cancel()).Status.ShouldBe(CommandStatus.Done);
        await pipeline.WaitForEndAsync(job);
        pipeline.Engine.LetGo();
        await pipeline.WaitForEndAsync(await pipeline.ScanAsync(collection));

        var after = await pipeline.ImageAsync(collection, "2.png");
        after.State.ShouldBe(ItemState.Live);
        (await File.ReadAllTextAsync(ThumbnailOf(pipeline, after))).ShouldBe($"thumbnail of {after.ContentHash}");
    }

    [Fact]
    public async Task ScanAgain_OfAChangedPictureWhoseScanWasCancelled_ReadsIt()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var (collection, _) = await ImportAsync(pipeline, 3);
        var before = await pipeline.ImageAsync(collection, "2.png");
        ChangeBehindItsTime(pipeline.Directory["pictures", "2.png"]);
        pipeline.Engine.HoldProbes();
        var job = await pipeline.ScanAsync(collection);
        await pipeline.WaitForJobAsync(job, _ => pipeline.Engine.HeldProbes > 0);
        (await pipeline.Job(job).Cancel()).Status.ShouldBe(CommandStatus.Done);
        await pipeline.WaitForEndAsync(job);
        pipeline.Engine.LetGo();

        await pipeline.WaitForEndAsync(await pipeline.ScanAsync(collection));

        var after = await pipeline.ImageAsync(collection, "2.png");
        (after.State, after.ContentHash == before.ContentHash).ShouldBe((ItemState.Live, false));
        (await File.ReadAllTextAsync(ThumbnailOf(pipeline, after))).ShouldBe($"thumbnail of {after.ContentHash}");
    }

    [Fact]
    public async Task Verify_StoppedInTheMiddle_GoesOnByItself_AndReadsEachOnce()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var (collection, _) = await ImportAsync(pipeline, 40);
        pipeline.Engine.HoldProbes();
        var job = await VerifyAsync(pipeline, collection);
        await pipeline.WaitForJobAsync(job, _ => pipeline.Engine.HeldProbes > 0);

        await pipeline.RestartAsync();
        var ended = await pipeline.WaitForEndAsync(job);

        (ended.State, ended.Progress.Total, ended.Verification).ShouldBe((JobState.Completed, 40, new VerificationReport(40)));
        pipeline.Engine.Renders.ShouldBe(0);
    }

    [Fact]
    public async Task Verify_WhileAScanRuns_IsAConflict_AndAScanWhileItRuns_IsTheSame()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 3);
        pipeline.Engine.Hold();
        var (collection, scan) = await pipeline.AddAsync();

        var refused = await pipeline.Grains.GetGrain<ICollectionGrain>(collection.Value).Verify(5);

        (refused.Result.Status, refused.Result.Code).ShouldBe((CommandStatus.Conflict, "scanRunning"));
        refused.Result.Message!.ShouldContain(scan.Value);
        pipeline.Engine.LetGo();
        await pipeline.WaitForEndAsync(scan);
        pipeline.Engine.HoldProbes();
        var verify = await VerifyAsync(pipeline, collection);
        (await pipeline.ScanAsync(collection)).ShouldBe(verify);
        (await VerifyAsync(pipeline, collection)).ShouldBe(verify);
        pipeline.Engine.LetGo();
        await pipeline.WaitForEndAsync(verify);
    }

    [Fact]
    public async Task ScanAgain_OfALibraryWithoutStamps_ReadsNothing_AndComparesThemFromThenOn()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var (collection, _) = await ImportAsync(pipeline, 10);
        await ForgetStampsAsync(pipeline);

        var filled = await pipeline.WaitForEndAsync(await pipeline.ScanAsync(collection));

        (filled.Progress.Unchanged, filled.Progress.Total, pipeline.Engine.Probes).ShouldBe((10, 0, 0));
        ChangeBehindItsTime(pipeline.Directory["pictures", "2.png"]);
        (await pipeline.WaitForEndAsync(await pipeline.ScanAsync(collection))).Progress.Total.ShouldBe(1);
    }

    private static async Task<(CollectionId Id, JobId Job)> ImportAsync(PipelineUnderTest pipeline, int pictures)
    {
        pipeline.WritePictures(0, pictures);
        var added = await pipeline.AddAsync();
        (await pipeline.WaitForEndAsync(added.Job)).State.ShouldBe(JobState.Completed);
        return added;
    }

    private static async Task<JobId> VerifyAsync(PipelineUnderTest pipeline, CollectionId collection)
    {
        var started = await pipeline.Grains.GetGrain<ICollectionGrain>(collection.Value).Verify(5);
        started.Result.Status.ShouldBe(CommandStatus.Done, started.Result.Message);
        return started.JobId!.Value;
    }

    private static string ThumbnailOf(PipelineUnderTest pipeline, ImageView image) =>
        PipelineUnderTest.Renditions(pipeline.Directory["cache"]).Single(file => file.Name.StartsWith($"{image.Id}_300", StringComparison.Ordinal)).FullName;

    // As exiftool -P does it.
    private static void ChangeBehindItsTime(string path)
    {
        var (bytes, time) = (File.ReadAllBytes(path), File.GetLastWriteTimeUtc(path));
        bytes[^13] ^= 1;
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, time);
    }

    // As version 1.0 wrote its records.
    private static Task ForgetStampsAsync(PipelineUnderTest pipeline) => pipeline.RestartAsync(() => ScanTests.Execute(
        pipeline.Directory["data", "mediapipeline.db"], "UPDATE images SET document = json_remove(document, '$.sourceChangedAt', '$.sourceInode')"));
}
