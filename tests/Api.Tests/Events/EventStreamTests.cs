using MediaPipeline.Api.Events;
using MediaPipeline.Api.Tests.Fakes;
using MediaPipeline.Api.Tests.Hosting;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Api.Tests.Events;

public sealed class EventStreamTests : IAsyncLifetime
{
    private static readonly JobId OtherJob = JobId.Create(Samples.Now.AddDays(1));
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(20));
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.StartAsync();
        _host.Library.Jobs.Add(Samples.Job());
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _patience.Dispose();
    }

    [Fact]
    public async Task Everything_IsSentAsItHappens_ButItemStagesOnlyWhenAsked()
    {
        using var stream = await OpenAsync("/api/v1/events");
        stream.Response.Content.Headers.ContentType?.MediaType.ShouldBe("text/event-stream");
        stream.Response.Headers.NonValidated["X-Accel-Buffering"].ToString().ShouldBe("no");
        stream.Response.Headers.CacheControl?.NoStore.ShouldBeTrue();
        (await stream.NextAsync()).ShouldBe("retry: 2000");
        await stream.HeardAsync();
        _host.Feed.Publish(FeedEvents.ItemStage, Samples.JobId);
        _host.Feed.Publish(FeedEvents.JobStarted, Samples.JobId, """{"id":"x"}""");
        _host.Feed.Publish(FeedEvents.ItemFailed, OtherJob, "{\n}");
        (await stream.NextAsync()).ShouldBe("id: e1-2\nevent: job.started\ndata: {\"id\":\"x\"}");
        (await stream.NextAsync()).ShouldBe("id: e1-3\nevent: item.failed\ndata: {\ndata: }");
    }

    [Fact]
    public async Task OneJob_StartsWithItsState_AndHearsOfNoOther()
    {
        using var stream = await OpenAsync($"/api/v1/jobs/{Samples.JobId}/events?items=true");
        await stream.NextAsync();
        var present = await stream.NextAsync();
        present.ShouldStartWith($"event: job.progress\ndata: {{\"id\":\"{Samples.JobId}\"");
        _host.Feed.Publish(FeedEvents.JobStarted, OtherJob);
        _host.Feed.Publish(FeedEvents.ItemStage, Samples.JobId);
        _host.Feed.Publish(FeedEvents.Reset, null);
        (await stream.NextAsync()).ShouldBe("id: e1-2\nevent: item.stage\ndata: {}");
        (await stream.NextAsync()).ShouldBe("id: e1-3\nevent: reset\ndata: {}");
    }

    [Theory]
    [InlineData("", "Last-Event-ID")]
    [InlineData("?lastEventId=e1-7", "X-Nothing")]
    public async Task LastEventId_IsPassedOn_AndTheReplayIsNotPrecededByTheState(string query, string header)
    {
        using var stream = await OpenAsync($"/api/v1/jobs/{Samples.JobId}/events{query}", (header, "e1-7"));
        await stream.NextAsync();
        await stream.HeardAsync();
        _host.Feed.AskedAfter.ShouldBe("e1-7");
        _host.Feed.Publish(FeedEvents.JobCompleted, Samples.JobId);
        (await stream.NextAsync()).ShouldStartWith("id: e1-1\nevent: job.completed");
    }

    [Fact]
    public async Task Silence_IsBrokenByAComment()
    {
        using var stream = await OpenAsync("/api/v1/events");
        await stream.NextAsync();
        await stream.HeardAsync();
        _host.Clock.Advance(EventStreamResult.KeepAlive);
        (await stream.NextAsync()).ShouldBe(": keep-alive");
        _host.Feed.Publish(FeedEvents.JobStarted, Samples.JobId);
        (await stream.NextAsync()).ShouldContain("job.started");
    }

    [Fact]
    public async Task ServerThatStops_EndsTheStream()
    {
        using var stream = await OpenAsync("/api/v1/events");
        await stream.NextAsync();
        await stream.HeardAsync();
        await _host.StopAsync(_patience.Token);
        (await stream.NextAsync()).ShouldBe("");
        _host.Feed.Readers.ShouldBe(0);
    }

    [Fact]
    public async Task ClientThatLeaves_EndsTheReading()
    {
        var stream = await OpenAsync("/api/v1/events");
        await stream.NextAsync();
        await stream.HeardAsync();
        stream.Dispose();
        await UntilAsync(() => _host.Feed.Readers == 0);
    }

    [Fact]
    public async Task UnknownJobs_AndBadParameters_AreProblems()
    {
        await _host.Client.GetAsync($"/api/v1/jobs/{OtherJob}/events").ProblemAsync(404, "notFound");
        await _host.Client.GetAsync("/api/v1/jobs/x/events").ProblemAsync(404, "notFound");
        (await _host.Client.GetAsync("/api/v1/events?items=maybe").ProblemAsync(400, "invalidParameter")).ShouldContain("true or false");
    }

    private async Task<OpenStream> OpenAsync(string path, params (string Name, string Value)[] headers)
    {
        var response = await _host.Client.SendAsync(HttpMethod.Get, path, headers);
        response.IsSuccessStatusCode.ShouldBeTrue();
        return new OpenStream(response, new StreamReader(await response.Content.ReadAsStreamAsync()), this);
    }

    private async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            _patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed record OpenStream(HttpResponseMessage Response, StreamReader Reader, EventStreamTests Test) : IDisposable
    {
        /// <summary>The lines up to the next empty one.</summary>
        public async Task<string> NextAsync()
        {
            var lines = new List<string>();
            while (await Reader.ReadLineAsync(Test._patience.Token) is { Length: > 0 } line)
            {
                lines.Add(line);
            }

            return string.Join('\n', lines);
        }

        /// <summary>Until the server listens to the feed on our behalf.</summary>
        public Task HeardAsync() => Test.UntilAsync(() => Test._host.Feed.Readers == 1);

        public void Dispose()
        {
            Reader.Dispose();
            Response.Dispose();
        }
    }
}
