using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Grains.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Grains.Tests.Jobs;

/// <summary>A kind of job is one line of registration: everything else that jobs can do works for it.</summary>
public sealed class JobKindTests
{
    private static readonly JobId Id = JobId.FromValidated("job_01a21ea7d90e7520b7e9a4b987d0dbf4");
    private readonly CountLimit _limit = new();

    [Fact]
    public async Task ItPausesGoesOnAfterARestartAsksFailsAndIsRetried()
    {
        await using var pipeline = await StartAsync(limit: 2, to: 5);
        var started = await WaitForAsync(pipeline, "number 2 of 5");
        (started.Type, started.Source, started.Priority, started.State).ShouldBe(("count", "numbers", 4, JobState.Running));

        (await pipeline.Job(Id).Pause()).Status.ShouldBe(CommandStatus.Done);
        _limit.Value = 4;
        await pipeline.Job(Id).Wake();
        await pipeline.Job(Id).Pause();
        (await pipeline.JobAsync(Id)).MediaType.ShouldBe("number 2 of 5");

        await pipeline.RestartAsync();
        await pipeline.Job(Id).Resume();
        await WaitForAsync(pipeline, "number 4 of 5");
        _limit.Value = 5;

        (await WaitForQuestionAsync(pipeline)).State.ShouldBe(JobState.Waiting);
        (await pipeline.Job(Id).Answer("perhaps")).Status.ShouldBe(CommandStatus.Invalid);
        await pipeline.Job(Id).Answer("no");
        var failed = await pipeline.WaitForEndAsync(Id);
        (failed.State, failed.Failure!.Code).ShouldBe((JobState.Failed, "wrong"));

        await pipeline.Job(Id).Retry();
        await WaitForQuestionAsync(pipeline);
        await pipeline.Job(Id).Answer("yes");
        (await pipeline.WaitForEndAsync(Id)).State.ShouldBe(JobState.Completed);
        (await pipeline.LastJobAsync("count")).Id.ShouldBe(Id);
    }

    [Fact]
    public async Task ItIsCancelled()
    {
        await using var pipeline = await StartAsync(limit: 1, to: 2);
        await WaitForAsync(pipeline, "number 1 of 2");

        (await pipeline.Job(Id).Cancel()).Status.ShouldBe(CommandStatus.Done);

        (await pipeline.WaitForEndAsync(Id)).State.ShouldBe(JobState.Cancelled);
    }

    [Fact]
    public async Task AJobOfAKindThatIsNoLongerThere_IsShownAsFailedWithTheReason()
    {
        await using var pipeline = await StartAsync(limit: 1, to: 2);
        await WaitForAsync(pipeline, "number 1 of 2");

        await pipeline.RestartAsync(() => pipeline.Kinds = _ => { });

        var view = await pipeline.JobAsync(Id);
        (view.Type, view.State, view.Failure!.Code).ShouldBe(("count", JobState.Failed, "unreadableState"));
        view.Failure.Message.ShouldContain("no jobs of type 'count', only scanCollection");
    }

    [Fact]
    public async Task APayloadOfNoKind_IsRefused_AndNothingIsStored()
    {
        await using var pipeline = await PipelineUnderTest.StartAsync();

        var refused = await Should.ThrowAsync<ArgumentException>(pipeline.Job(Id).Start(new StartJobRequest(null, 5, new UnknownPayload())));

        refused.Message.ShouldContain("No kind of job takes a payload of type UnknownPayload");
        (await pipeline.Reader<IJobReader>().FindAsync(Id, default)).ShouldBeNull();
    }

    private async Task<PipelineUnderTest> StartAsync(int limit, int to)
    {
        _limit.Value = limit;
        var pipeline = await PipelineUnderTest.StartWithAsync(services => services.AddJobKind<CountJob>().AddSingleton<ICountLimit>(_limit));
        await pipeline.Job(Id).Start(new StartJobRequest("numbers", 4, new CountPayload(to)));
        return pipeline;
    }

    private static Task<JobView> WaitForAsync(PipelineUnderTest pipeline, string number) => pipeline.WaitForJobAsync(Id, job => job.MediaType == number);

    private static Task<JobView> WaitForQuestionAsync(PipelineUnderTest pipeline) => pipeline.WaitForJobAsync(Id, job => job.Question is not null);
}
