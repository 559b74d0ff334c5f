using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Tests.Running;

namespace MediaPipeline.Grains.Tests.CacheFolders;

public sealed class ReconcileTests
{
    [Fact]
    public async Task Reconcile_WhatIsMissingOrOfAnotherLength_IsMadeAgain_AndBothSumsAreReported()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("Jobs:PageSize", "7"));
        pipeline.WritePictures(0, 30);
        var (collection, scan) = await pipeline.AddAsync();
        await pipeline.WaitForEndAsync(scan);
        var folder = (await pipeline.OnlyFolderAsync()).Id;
        var files = PipelineUnderTest.Renditions(pipeline.Directory["cache"]).Where(f => f.Directory!.Parent!.Name == "cache").ToList();
        File.Delete(files[3].FullName);
        File.WriteAllText(files[20].FullName, "cut");

        var made = pipeline.Engine.Renders;
        var ended = await pipeline.RunAsync(pipeline.Folder(folder).Reconcile());

        ended.State.ShouldBe(JobState.Completed);
        (ended.Report!.Checked, ended.Report.Lost).ShouldBe((30, 2));
        (ended.Progress.Total, ended.Progress.ByStage[ImageStages.Live]).ShouldBe((2, 2));
        (pipeline.Engine.Renders - made).ShouldBe(2);
        (await pipeline.ImagesAsync(collection)).ShouldAllBe(i => i.State == ItemState.Live);
        await pipeline.AssertExactAsync(folder);
        (await pipeline.FolderAsync(folder)).LastReconciledAt.ShouldNotBeNull();

        var again = await pipeline.RunAsync(pipeline.Folder(folder).Reconcile());
        (again.Report!.Lost, again.Report.NamedFiles, again.Report.DiskFiles).ShouldBe((0, 60, 60));
        again.Report.DiskBytes.ShouldBe(again.Report.NamedBytes);
    }

    [Fact]
    public async Task Reconcile_CountsWhatNoStateNamesAsWell()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 2);
        await pipeline.WaitForEndAsync((await pipeline.AddAsync()).Job);
        var stray = pipeline.Directory["cache", "cache", "col_00000000000000000000000000000001", "img_00000000000000000000000000000001_cache_1x1.jpg"];
        Directory.CreateDirectory(Path.GetDirectoryName(stray)!);
        File.WriteAllText(stray, "stray");

        var ended = await pipeline.RunAsync(pipeline.Folder((await pipeline.OnlyFolderAsync()).Id).Reconcile());

        (ended.Report!.NamedFiles, ended.Report.DiskFiles).ShouldBe((4, 5));
        (ended.Report.DiskBytes - ended.Report.NamedBytes).ShouldBe(5);
    }

    [Fact]
    public async Task Reconcile_WhileItsDiskIsAway_WaitsAndTakesNothingForLost()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("CacheFolders:CheckEvery", "00:00:00.050"));
        pipeline.WritePictures(0, 10);
        await pipeline.WaitForEndAsync((await pipeline.AddAsync()).Job);
        var folder = (await pipeline.OnlyFolderAsync()).Id;
        Directory.Move(pipeline.Directory["cache"], pipeline.Directory["away"]);
        Directory.CreateDirectory(pipeline.Directory["cache"]);

        var job = (await pipeline.Folder(folder).Reconcile()).JobId!.Value;
        var waiting = await pipeline.WaitForJobAsync(job, j => j.State == JobState.Waiting);
        waiting.WaitingFor!.Code.ShouldBe("markerMissing");
        Directory.Delete(pipeline.Directory["cache"]);
        Directory.Move(pipeline.Directory["away"], pipeline.Directory["cache"]);

        var ended = await pipeline.WaitForEndAsync(job);
        (ended.Report!.Checked, ended.Report.Lost, ended.Report.DiskFiles).ShouldBe((10, 0, 20));
    }

    [Fact]
    public async Task Reconcile_AskedForTwice_IsTheSameJob()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 1);
        await pipeline.WaitForEndAsync((await pipeline.AddAsync()).Job);
        pipeline.Engine.Hold();
        File.Delete(PipelineUnderTest.Renditions(pipeline.Directory["cache"])[0].FullName);
        var folder = pipeline.Folder((await pipeline.OnlyFolderAsync()).Id);

        var first = (await folder.Reconcile()).JobId!.Value;
        (await folder.Reconcile()).JobId.ShouldBe(first);

        pipeline.Engine.LetGo();
        await pipeline.WaitForEndAsync(first);
        (await folder.Reconcile()).JobId.ShouldNotBe(first);
    }
}
