using System.Net;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using NSubstitute;

namespace MediaPipeline.Api.Tests.Jobs;

public sealed class JobEndpointsTests(SharedHost shared) : IClassFixture<SharedHost>, IAsyncLifetime
{
    private static readonly string Job = $"/api/v1/jobs/{Samples.JobId}";
    private readonly IJobGrain _job = Substitute.For<IJobGrain>();
    private ApiHost _host = null!;

    public Task InitializeAsync()
    {
        _host = shared.Clean();
        _host.Grains.GetGrain<IJobGrain>(Samples.JobId.Value).Returns(_job);
        _host.Library.Jobs.Add(Samples.Job(question: new JobQuestion("halfVanished", "More than half is gone.", ["proceed", "stop"])));
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task List_PassesTheFilterOn()
    {
        var list = await _host.Client.GetJsonAsync(
            $"/api/v1/jobs?type=scanCollection&state=completedWithErrors&source=/pictures&collectionId={Samples.CollectionId}");
        list.GetProperty("items").GetArrayLength().ShouldBe(1);
        _host.Library.AskedJobs.ShouldBe(new JobFilter("scanCollection", JobState.CompletedWithErrors, "/pictures", Samples.CollectionId));
    }

    [Fact]
    public async Task List_TypeThatHasNoJobsYet_IsEmpty_UnknownOneIsRefused()
    {
        (await _host.Client.GetJsonAsync("/api/v1/jobs?type=webhook")).GetProperty("total").GetInt64().ShouldBe(0);
        (await _host.Client.GetAsync("/api/v1/jobs?type=bake").ProblemAsync(400, "invalidParameter")).ShouldContain("scanCollection");
        (await _host.Client.GetAsync("/api/v1/jobs?state=1").ProblemAsync(400, "invalidParameter")).ShouldContain("queued, running, waiting, paused");
        (await _host.Client.GetAsync("/api/v1/jobs?collectionId=1").ProblemAsync(400, "invalidParameter")).ShouldContain("'col_'");
    }

    [Fact]
    public async Task Get_HasTheFieldsOfTheContract()
    {
        var job = await _host.Client.GetJsonAsync(Job);
        job.ShouldHave("id", "type", "source", "mediaType", "state", "priority", "waitingFor", "question", "createdAt", "startedAt", "completedAt",
            "lastProgressAt", "parentId", "errors");
        job.GetProperty("progress").ShouldHave("total", "byStage", "failed", "skipped", "missing", "unchanged", "percent", "itemsPerSecond");
        await _host.Client.GetAsync($"/api/v1/jobs/{JobId.Create(Samples.Now.AddDays(1))}").ProblemAsync(404, "notFound");
        (await _host.Client.GetAsync("/api/v1/jobs/last").ProblemAsync(404, "notFound")).ShouldContain("'job_' and 32 hexadecimal digits");
    }

    [Fact]
    public async Task Commands_ReachTheGrain_AndAnswerWithTheJob()
    {
        _job.Pause().Returns(CommandResult.Done);
        _job.Resume().Returns(CommandResult.Done);
        _job.Cancel().Returns(CommandResult.Done);
        _job.Retry().Returns(CommandResult.Done);
        foreach (var command in new[] { "pause", "resume", "cancel", "retry" })
        {
            using var response = await _host.Client.PostAsync($"{Job}/{command}", null);
            (await response.JsonAsync()).GetProperty("id").GetString().ShouldBe(Samples.JobId.Value);
        }

        await _job.Received(1).Pause();
        await _job.Received(1).Resume();
        await _job.Received(1).Cancel();
        await _job.Received(1).Retry();
    }

    [Fact]
    public async Task Command_NotPossible_Is409()
    {
        _job.Resume().Returns(CommandResult.Conflict("notPaused", "The job is running: only a paused job can go on."));
        (await _host.Client.PostAsync($"{Job}/resume", null).ProblemAsync(409, "notPaused")).ShouldContain("only a paused job");
    }

    [Fact]
    public async Task Answer_NeedsAChoice()
    {
        _job.Answer("proceed").Returns(CommandResult.Done);
        using var response = await _host.Client.PostObjectAsync($"{Job}/answer", new { choice = "proceed" });
        await response.JsonAsync();
        (await _host.Client.PostObjectAsync($"{Job}/answer", new { }).ProblemAsync(400, "fieldMissing")).ShouldContain("'choice'");
        await _host.Client.PostAsync($"{Job}/answer", null).ProblemAsync(400, "bodyMissing");
        (await _host.Client.PostTextAsync($"{Job}/answer", "choice=proceed", "application/x-www-form-urlencoded").ProblemAsync(415,
            "unsupportedMediaType")).ShouldContain("application/json");
    }

    [Fact]
    public async Task GrainThatDoesNotAnswer_Is503WithRetryAfter()
    {
        _job.Pause().Returns(Task.FromException<CommandResult>(new TimeoutException("30 s")));
        using var response = await _host.Client.PostAsync($"{Job}/pause", null);
        await response.ProblemAsync(503, "timedOut");
        response.Headers.RetryAfter?.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }
}
