using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Tests.Running;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;

namespace MediaPipeline.Grains.Tests;

public sealed class JobTests
{
    private static readonly RenderResult Bad = new RenderResult.Rejected(new Fault("notAPicture", "'1.png' is no picture; replace it."));

    [Fact]
    public async Task Pause_LetsRunningPicturesEndAndStartsNoMore_UntilResumed()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("Jobs:Window", "2"));
        pipeline.WritePictures(0, 10);
        pipeline.Engine.Hold();
        var (_, job) = await pipeline.AddAsync();
        await pipeline.WaitAsync(() => Task.FromResult(pipeline.Engine.Held.Count), held => held == 2);

        (await pipeline.Job(job).Pause()).Status.ShouldBe(CommandStatus.Done);
        pipeline.Engine.LetGo();
        var paused = await pipeline.WaitForJobAsync(job, j => j.Progress.ByStage[ImageStages.Live] == 2);
        paused.State.ShouldBe(JobState.Paused);
        pipeline.Engine.Held.ShouldBeEmpty();

        await pipeline.Job(job).Resume();
        (await pipeline.WaitForEndAsync(job)).Progress.ByStage[ImageStages.Live].ShouldBe(10);
    }

    [Fact]
    public async Task Cancel_SkipsWhatHasNotBegun_AndTheNextScanTakesItUpAgain()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("Jobs:Window", "2"));
        pipeline.WritePictures(0, 10);
        pipeline.Engine.Hold();
        var (collection, job) = await pipeline.AddAsync();
        await pipeline.WaitAsync(() => Task.FromResult(pipeline.Engine.Held.Count), held => held == 2);

        await pipeline.Job(job).Cancel();
        var cancelled = await pipeline.WaitForEndAsync(job);
        cancelled.State.ShouldBe(JobState.Cancelled);
        cancelled.Progress.Skipped.ShouldBe(10);

        pipeline.Engine.LetGo();
        var ended = await pipeline.WaitForEndAsync(await pipeline.ScanAsync(collection));
        ended.Progress.ByStage[ImageStages.Live].ShouldBe(10);
        (await pipeline.ImagesAsync(collection)).ShouldAllBe(i => i.State == ItemState.Live);
    }

    [Fact]
    public async Task AFailedPicture_IsADeadLetter_AndRetryingTheJobRunsOnlyThat()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 5);
        pipeline.Engine.Answer("1.png", () => Bad);
        var (collection, job) = await pipeline.AddAsync();
        var ended = await pipeline.WaitForEndAsync(job);
        ended.State.ShouldBe(JobState.CompletedWithErrors);
        ended.Errors.ShouldHaveSingleItem().Code.ShouldBe("notAPicture");
        (await pipeline.Reader<IItemReader>().ListDeadLettersAsync(new PageRequest(1, 10), default)).Total.ShouldBe(1);

        var made = pipeline.Engine.Renders;
        pipeline.Engine.Answer("1.png", () => null);
        (await pipeline.Job(job).Retry()).Status.ShouldBe(CommandStatus.Done);
        var mended = await pipeline.WaitForEndAsync(job);

        mended.State.ShouldBe(JobState.Completed);
        mended.Progress.ByStage[ImageStages.Live].ShouldBe(5);
        (pipeline.Engine.Renders - made).ShouldBe(1);
        (await pipeline.ImageAsync(collection, "1.png")).State.ShouldBe(ItemState.Live);
    }

    [Fact]
    public async Task RetryingThePicture_CompletesTheJobInWhichItFailed()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var (_, job, failed) = await FailOneOfThreeAsync(pipeline);

        pipeline.Engine.Answer("1.png", () => null);
        await failed.Retry(null);

        var mended = await pipeline.WaitForJobAsync(job, j => j.State == JobState.Completed);
        mended.Progress.Failed.ShouldBe(0);
    }

    [Fact]
    public async Task StoppedWhileAPictureIsTriedAgain_ItGoesOn_AlthoughNoJobDrivesIt()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var (collection, _, failed) = await FailOneOfThreeAsync(pipeline);

        pipeline.Engine.Hold();
        await failed.Retry(null);
        await pipeline.WaitAsync(() => Task.FromResult(pipeline.Engine.Held.Count), held => held == 1);
        await pipeline.RestartAsync();

        await pipeline.WaitAsync(() => pipeline.ImageAsync(collection, "1.png"), seen => seen.State == ItemState.Live);
    }

    [Fact]
    public async Task AStageAsksAGrainWhoseSiloHasJustGone_ItAsksAgain_AndUsesUpNoTry()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("Images:MaxTries", "1"));
        pipeline.WritePictures(0, 3);
        var asked = 0;
        pipeline.Engine.Answer("1.png", () => Interlocked.Increment(ref asked) == 1 ? throw new SiloUnavailableException() : null);

        var (_, job) = await pipeline.AddAsync();

        (await pipeline.WaitForEndAsync(job)).State.ShouldBe(JobState.Completed);
        asked.ShouldBe(2);
    }

    [Fact]
    public async Task SkippingThePicture_CompletesTheJobToo()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        var (collection, job, failed) = await FailOneOfThreeAsync(pipeline);

        await failed.Skip("not wanted", null);

        await pipeline.WaitForJobAsync(job, j => j.State == JobState.Completed);
        (await pipeline.ImageAsync(collection, "1.png")).SkippedReason.ShouldBe("not wanted");
    }

    [Fact]
    public async Task ARetryOverAFilter_IsAJobThatTakesTheItemsOver()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 4);
        pipeline.Engine.Answer("1.png", () => Bad);
        pipeline.Engine.Answer("2.png", () => Bad);
        var (collection, first) = await pipeline.AddAsync();
        await pipeline.WaitForEndAsync(first);

        pipeline.Engine.Answer("1.png", () => null);
        var retry = JobId.Create(TimeProvider.System.GetUtcNow());
        await pipeline.Job(retry).Start(new StartJobRequest(null, 5, new RetryItemsPayload(new ItemFilter(CollectionId: collection))));
        var ended = await pipeline.WaitForEndAsync(retry);

        ended.State.ShouldBe(JobState.CompletedWithErrors);
        ended.Progress.Total.ShouldBe(2);
        ended.Progress.ByStage[ImageStages.Live].ShouldBe(1);
    }

    [Fact]
    public async Task APictureThatFailsForAWhile_IsTriedAgainByItself()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 1);
        var left = 2;
        pipeline.Engine.Answer("0.png", () => Interlocked.Decrement(ref left) >= 0 ? throw new IOException("The line was cut.") : null);
        var (collection, job) = await pipeline.AddAsync();

        (await pipeline.WaitForEndAsync(job)).State.ShouldBe(JobState.Completed);

        var image = await pipeline.ImageAsync(collection, "0.png");
        var history = await pipeline.Reader<IItemReader>().GetHistoryAsync(image.Id.Value, default);
        history!.Count(h => h.Event == "waiting").ShouldBe(2);
        history!.Count(h => h.Event == "retrying").ShouldBe(2);
    }

    [Fact]
    public async Task MoreThanATenthFailed_FromTheTenthOn_IsAnAlert()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync(null, ("Jobs:Window", "1"));
        pipeline.WritePictures(0, 12);
        pipeline.Engine.Answer("0.png", () => Bad);
        pipeline.Engine.Answer("1.png", () => Bad);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var alert = FirstAsync(pipeline.Reader<IEventFeed>().ReadAsync(null, limit.Token), e => e.Event.Name == FeedEvents.JobAlert);
        var (_, job) = await pipeline.AddAsync();

        (await alert).Event.JobId.ShouldBe(job);
        await pipeline.WaitForEndAsync(job);
    }

    [Fact]
    public async Task AJobThatDoesNotMoveForTenMinutes_IsFlaggedAndPaused_AndGoesOnWhenResumed()
    {
        var clock = new FakeTimeProvider();
        await using var pipeline = await PipelineUnderTest.StartAsync(clock, ("Images:Lease", "01:00:00"));
        pipeline.WritePictures(0, 3);
        pipeline.Engine.Hold();
        var (_, job) = await pipeline.AddAsync();
        await pipeline.WaitAsync(() => Task.FromResult(pipeline.Engine.Held.Count), held => held == 3);

        var stale = await pipeline.WaitForJobAsync(job, j =>
        {
            clock.Advance(TimeSpan.FromSeconds(30));
            return j.Stale;
        });
        stale.State.ShouldBe(JobState.Paused);
        (clock.GetUtcNow() - stale.LastProgressAt!.Value).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(10));

        pipeline.Engine.LetGo();
        await pipeline.Job(job).Resume();
        await pipeline.WaitForJobAsync(job, j =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(500));
            return j.State == JobState.Completed;
        });
    }

    [Fact]
    public async Task Answer_WithoutAQuestion_IsAConflict()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();
        pipeline.WritePictures(0, 1);
        var (_, job) = await pipeline.AddAsync();
        await pipeline.WaitForEndAsync(job);

        (await pipeline.Job(job).Answer("markMissing")).Code.ShouldBe("noQuestion");
    }

    private static async Task<PublishedEvent> FirstAsync(IAsyncEnumerable<PublishedEvent> events, Func<PublishedEvent, bool> wanted)
    {
        await foreach (var published in events)
        {
            if (wanted(published))
            {
                return published;
            }
        }

        throw new InvalidOperationException("The feed ended.");
    }

    /// <summary>A scan that has ended with one failure.</summary>
    private static async Task<(CollectionId Collection, JobId Job, IImageGrain Failed)> FailOneOfThreeAsync(PipelineUnderTest pipeline)
    {
        pipeline.WritePictures(0, 3);
        pipeline.Engine.Answer("1.png", () => Bad);
        var (collection, job) = await pipeline.AddAsync();
        await pipeline.WaitForEndAsync(job);
        var image = await pipeline.ImageAsync(collection, "1.png");
        return (collection, job, pipeline.Grains.GetGrain<IImageGrain>(image.Id.Value));
    }
}
