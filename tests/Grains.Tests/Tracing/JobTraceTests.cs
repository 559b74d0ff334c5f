using System.Diagnostics;
using MediaPipeline.Contracts.Tracing;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Tests.Running;

namespace MediaPipeline.Grains.Tests.Tracing;

/// <summary>One trace from the request to every stage of every picture, whatever lies between.</summary>
public sealed class JobTraceTests
{
    [Fact]
    public async Task ARequestsTrace_ReachesTheStagesOfEveryPicture()
    {
        using var spans = new RecordedSpans();
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 3);

        PipelineTrace.Carry(spans.TraceParent);
        await pipeline.AddAsync();
        var end = await spans.WaitForAsync("job");

        var start = spans.Named("job start").ShouldHaveSingleItem();
        spans.Named("stage probed").Count.ShouldBe(3);
        spans.Named("stage rendered").Count.ShouldBe(3);
        spans.Named("stage rendered").Append(end).ShouldAllBe(s => s.ParentSpanId == start.SpanId);
        spans.Named("stage rendered").ShouldAllBe(s => (string)s.GetTagItem("mediapipeline.outcome")! == "Rendered");
        end.GetTagItem("mediapipeline.job.state").ShouldBe("Completed");
        end.Duration.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task ATrace_GoesOnAfterARestart()
    {
        using var spans = new RecordedSpans();
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 2);
        pipeline.Engine.Hold();
        PipelineTrace.Carry(spans.TraceParent);
        await pipeline.AddAsync();
        PipelineTrace.Carry(null);
        await pipeline.WaitAsync(() => Task.FromResult(pipeline.Engine.Held.Count), held => held == 2);

        await pipeline.RestartAsync();
        await spans.WaitForAsync("job");

        spans.Named("stage rendered").Count(s => s.GetTagItem("mediapipeline.outcome") is not null).ShouldBe(2);
    }

    [Fact]
    public async Task ARetryAfterItsWait_IsInTheTraceThatBeganIt()
    {
        using var spans = new RecordedSpans();
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 1);
        var tries = 0;
        pipeline.Engine.Answer("0.png", () => tries++ == 0 ? FakePictureEngine.WithoutFiles(pipeline.Directory["cache"]) : null);
        PipelineTrace.Carry(spans.TraceParent);
        await pipeline.AddAsync();
        PipelineTrace.Carry(null);

        await spans.WaitForAsync("job");

        var (failed, good) = (spans.Named("stage rendered")[0], spans.Named("stage rendered")[1]);
        var probed = spans.Named("stage probed").ShouldHaveSingleItem();
        (probed.StartTimeUtc + probed.Duration).ShouldBe(failed.StartTimeUtc, "rendering began when the header was known");
        (failed.Status, failed.StatusDescription).ShouldBe((ActivityStatusCode.Error, "stageBroken"));
        good.GetTagItem("mediapipeline.outcome").ShouldBe("Rendered");
    }

    [Fact]
    public async Task WithoutTracedPictures_OnlyTheJobIsTraced()
    {
        using var spans = new RecordedSpans();
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("Jobs:TracedPictures", "0"));
        pipeline.WritePictures(0, 3);

        PipelineTrace.Carry(spans.TraceParent);
        await pipeline.AddAsync();
        await spans.WaitForAsync("job");

        spans.Named("job start").ShouldHaveSingleItem();
        spans.Named("stage probed").ShouldBeEmpty();
    }

    [Fact]
    public async Task ARequestThatIsNotRecorded_LeavesNoTraceBehind()
    {
        using var spans = new RecordedSpans();
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 1);
        using var request = new Activity("request").Start();
        PipelineTrace.Carry(PipelineTrace.OfActivity);

        var (_, job) = await pipeline.AddAsync();
        await pipeline.WaitForEndAsync(job);

        (await File.ReadAllTextAsync(pipeline.Directory["data", "mediapipeline.db-wal"])).ShouldNotContain("traceParent");
    }
}
