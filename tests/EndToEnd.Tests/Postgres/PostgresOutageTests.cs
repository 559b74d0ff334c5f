using System.Net;
using System.Text.Json;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Postgres;

namespace MediaPipeline.EndToEnd.Tests.Postgres;

/// <summary>PostgreSQL goes away and comes back: whoever asks is told, work is held and goes on by itself, and no try is used up.</summary>
public sealed class PostgresOutageTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private const int Pictures = 120;

    [PostgresFact]
    public Task GoneForSeconds_InTheMiddleOfARun_NothingIsLost() => AssertHeldAsync(TimeSpan.FromSeconds(6));

    [PostgresFact, Trait("Category", "Long")]
    public Task GoneForAMinute_InTheMiddleOfARun_NothingIsLost() => AssertHeldAsync(TimeSpan.FromMinutes(1));

    // One line at the start and one at the end; of the grains' many tries nothing.
    private static void AssertToldOnce(string log)
    {
        log.Split("Work is held until").Length.ShouldBe(2, log);
        log.Split("is there again after").Length.ShouldBe(2, log);
        log.ShouldNotContain("   at ", Case.Sensitive);
    }

    private async Task AssertHeldAsync(TimeSpan outage)
    {
        using var run = new PostgresRun(postgres).WithPictures(Pictures, 2_000, 1_500);
        await using var server = await run.StartAsync();
        var (collection, job) = await server.AddCollectionAsync(run.Pictures);
        await server.WaitForJobAsync(job, j => j.Progress.ByStage.GetValueOrDefault("live") > 5);

        postgres.Stop();
        try
        {
            await AssertSaysSoAsync(server, outage);
        }
        finally
        {
            postgres.Start();
        }

        await FinishedRun.AssertAsync(server, collection, Pictures, run.Cache);
        (await server.Http.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        AssertToldOnce(server.Output);
    }

    /// <summary>At every look, until the time is over.</summary>
    private static async Task AssertSaysSoAsync(RunningServer server, TimeSpan outage)
    {
        var since = TimeProvider.System.GetTimestamp();
        do
        {
            using var jobs = await server.Http.GetAsync("/api/v1/jobs");
            jobs.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await CodeAsync(jobs)).ShouldBe("storageUnavailable");

            using var ready = await server.Http.GetAsync("/health/ready");
            ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            var text = await ready.Content.ReadAsStringAsync();
            text.ShouldContain("storageUnavailable");
            text.ShouldContain("PostgreSQL at 127.0.0.1");

            (await server.Http.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }
        while (TimeProvider.System.GetElapsedTime(since) < outage);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("code").GetString();
    }
}
