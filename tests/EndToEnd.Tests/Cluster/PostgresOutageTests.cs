using System.Net;
using System.Text.Json;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Postgres;
using Xunit.Abstractions;

namespace MediaPipeline.EndToEnd.Tests.Cluster;

/// <summary>PostgreSQL goes away under two silos and comes back: whoever asks is told, work is held and resumes automatically, and no try is used up.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresOutageTests(PostgresServer postgres, ITestOutputHelper output)
{
    [PostgresFact]
    public Task GoneForSeconds_InTheMiddleOfARun_NothingIsLost() => AssertHeldAsync(120, TimeSpan.FromSeconds(6));

    [PostgresFact, Trait("Category", "Long")]
    public Task GoneForAMinute_InTheMiddleOfARun_NothingIsLost() => AssertHeldAsync(400, TimeSpan.FromMinutes(1));

    private async Task AssertHeldAsync(int pictures, TimeSpan outage)
    {
        await using var silos = new SiloSet(postgres);
        silos.WritePictures(pictures);
        var (first, second) = (await silos.StartAsync(), await silos.StartAsync());
        await SiloSet.WaitForActiveAsync(first, 2);
        var (collection, job) = await first.AddCollectionAsync(silos.Pictures);
        await first.WaitForJobAsync(job, view => view.Progress.ByStage.GetValueOrDefault("live") > 5);

        postgres.Stop();
        try
        {
            await AssertSaysSoAsync(second, outage);
        }
        finally
        {
            postgres.Start();
        }

        var back = TimeProvider.System.GetTimestamp();
        var before = (await first.WaitForJobAsync(job, _ => true)).Progress.ByStage["live"];
        await first.WaitForJobAsync(job, view => view.Progress.ByStage["live"] > before, TimeSpan.FromSeconds(60));
        output.WriteLine($"first picture {TimeProvider.System.GetElapsedTime(back).TotalSeconds:F1} s after it was back");
        await FinishedRun.AssertAsync(second, collection, pictures, silos.Cache);
        (await first.Http.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        AssertToldOnce(first.Output);
    }

    // One line at the start and one at the end; of the grains' many tries nothing.
    private static void AssertToldOnce(string log)
    {
        log.Split("Work is held until").Length.ShouldBe(2, log);
        log.Split("is there again after").Length.ShouldBe(2, log);
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
