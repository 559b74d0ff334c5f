using System.Diagnostics;
using System.Text.Json;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.TestKit.Postgres;
using Xunit.Abstractions;

namespace MediaPipeline.EndToEnd.Tests.Cluster;

/// <summary>Silos come and go while they work; nothing is lost, nothing is done twice.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ThreeSilosTests(PostgresServer postgres, ITestOutputHelper output)
{
    private const int Pictures = 400;
    private static readonly (string, string) OnePictureAtOnce = ("Jobs__Window", "1"), OneTry = ("Images__MaxTries", "1");

    [PostgresFact]
    public async Task OneIsKilledOneIsStoppedAndOneJoins_NothingIsLostNothingTwice_AndTheWorkGoesOn()
    {
        await using var silos = new SiloSet(postgres);
        silos.WritePictures(Pictures);
        var (first, killed, stopped) = (await silos.StartAsync(), await silos.StartAsync(), await silos.StartAsync());
        await SiloSet.WaitForActiveAsync(first, 3);
        var (collection, job) = await first.AddCollectionAsync(silos.Pictures);

        await first.WaitForJobAsync(job, view => Live(view) >= Pictures / 10);
        (await SiloSet.MadeLiveByAsync(killed)).ShouldBePositive();
        await killed.KillAsync();
        var longest = LongestRestAsync(first, job);

        var joined = await silos.StartAsync();
        await first.WaitForJobAsync(job, view => Live(view) >= Pictures / 2);
        (await SiloSet.MadeLiveByAsync(stopped)).ShouldBePositive();
        var stopping = Stopwatch.StartNew();
        (await stopped.StopAsync()).ShouldBe(0);
        output.WriteLine($"SIGTERM to the end: {stopping.Elapsed.TotalSeconds:F1} s");

        await first.WaitForEndAsync(job);
        output.WriteLine($"longest time without a picture after the kill: {(await longest).TotalSeconds:F1} s; the silo that joined made live {await SiloSet.MadeLiveByAsync(joined)}");
        (await longest).ShouldBeLessThan(TimeSpan.FromSeconds(30));
        (await SiloSet.MadeLiveByAsync(joined)).ShouldBePositive();
        await FinishedRun.AssertAsync(joined, collection, Pictures, silos.Cache);
    }

    [PostgresFact]
    public async Task ASiloIsKilled_PicturesThatSomebodyTriedAgainThere_GoOnAlthoughNoJobDrivesThem()
    {
        const int Many = 200;
        await using var silos = new SiloSet(postgres);
        silos.WriteBrokenPictures(Many);
        var (first, killed) = (await silos.StartAsync(OneTry), await silos.StartAsync(OneTry));
        await SiloSet.WaitForActiveAsync(first, 2);
        var (collection, job) = await first.AddCollectionAsync(silos.Pictures);
        (await first.WaitForEndAsync(job)).Progress.Failed.ShouldBe(Many);

        silos.WritePictures(Many);
        await Task.WhenAll((await first.ImagesAsync(collection)).Select(image => first.RetryAsync(image.Id.Value)));
        (await first.CollectionAsync(collection)).ByState["running"].ShouldBeGreaterThan(Many / 2);
        await killed.KillAsync();

        await first.WaitForImagesAsync(collection, image => image.State == ItemState.Live, TimeSpan.FromMinutes(2));
    }

    [PostgresFact]
    public async Task ASiloIsKilled_EveryAlarmSweepsOn_AlsoWhereTheRuntimeClosesItAfterTheLoss()
    {
        await using var silos = new SiloSet(postgres);
        var (first, killed) = (await silos.StartAsync(), await silos.StartAsync());
        await SiloSet.WaitForActiveAsync(first, 2);

        await killed.KillAsync();
        await first.WaitForOutputAsync("The cluster had 2 active silos and has 1");

        // Those whose entry in the directory went with the silo are open for a moment after the change.
        await Task.Delay(TimeSpan.FromSeconds(5));
        await first.WaitAsync(() => OpenAlarmsAsync(first), open => open == IDueStore.Shards, TimeSpan.FromMinutes(1));
    }

    [PostgresFact]
    public async Task AJob_DrivesAWindowOfPicturesForEachSilo()
    {
        await using var silos = new SiloSet(postgres);
        silos.WritePictures(40);
        var first = await silos.StartAsync(OnePictureAtOnce);
        await SiloSet.WaitForActiveAsync(await silos.StartAsync(OnePictureAtOnce), 2);

        var (collection, job) = await first.AddCollectionAsync(silos.Pictures);

        await first.WaitAsync(() => first.CollectionAsync(collection), view => view.ByState["running"] == 2, TimeSpan.FromMinutes(1));
        await first.WaitForEndAsync(job);
    }

    private static async Task<int> OpenAlarmsAsync(RunningServer silo)
    {
        using var counters = JsonDocument.Parse(await silo.Http.GetStringAsync("/dashboard/DashboardCounters"));
        return counters.RootElement.GetProperty("simpleGrainStats").EnumerateArray()
            .Where(grain => grain.GetProperty("grainType").GetString()!.Contains("AlarmGrain", StringComparison.Ordinal))
            .Sum(grain => grain.GetProperty("activationCount").GetInt32());
    }

    private static long Live(JobView job) => job.Progress.ByStage.GetValueOrDefault("live");

    private static async Task<TimeSpan> LongestRestAsync(RunningServer server, string job)
    {
        var (longest, since, before) = (TimeSpan.Zero, TimeProvider.System.GetTimestamp(), -1L);
        while (await server.JobAsync(job) is { CompletedAt: null } view)
        {
            var rest = TimeProvider.System.GetElapsedTime(since);
            longest = rest > longest ? rest : longest;
            if (Live(view) != before)
            {
                (before, since) = (Live(view), TimeProvider.System.GetTimestamp());
            }

            await Task.Delay(100);
        }

        return longest;
    }
}
