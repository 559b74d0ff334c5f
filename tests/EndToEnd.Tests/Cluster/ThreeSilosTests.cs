using System.Diagnostics;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Postgres;
using Xunit.Abstractions;

namespace MediaPipeline.EndToEnd.Tests.Cluster;

/// <summary>Silos come and go while they work; nothing is lost, nothing is done twice.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ThreeSilosTests(PostgresServer postgres, ITestOutputHelper output)
{
    private const int Pictures = 400, TriedAgain = 200;
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
        output.WriteLine($"longest time without a picture after the kill: {(await longest).TotalSeconds:F1} s; the silo that joined made live "
            + $"{await SiloSet.MadeLiveByAsync(joined)}");
        (await longest).ShouldBeLessThan(TimeSpan.FromSeconds(30));
        (await SiloSet.MadeLiveByAsync(joined)).ShouldBePositive();
        await FinishedRun.AssertAsync(joined, collection, Pictures, silos.Cache);
    }

    [PostgresFact]
    public Task ASiloIsKilled_PicturesThatSomebodyTriedAgainThere_GoOnAlthoughNoJobDrivesThem() => AssertTriedAgainGoOnAsync(silo => silo.KillAsync());

    [PostgresFact]
    public Task ASiloIsStopped_PicturesThatSomebodyTriedAgainThere_GoOnAlthoughNoJobDrivesThem() => AssertTriedAgainGoOnAsync(silo => silo.StopAsync());

    [PostgresFact]
    public async Task ASiloIsKilled_WhatWaits_IsWokenWhenItIsDue_AlsoWhereTheRuntimeClosesAlarmsAfterTheLoss()
    {
        await using var silos = new SiloSet(postgres);
        var (first, killed, collection) = await FailAllAsync(silos);
        silos.WritePictures(TriedAgain);
        Directory.Move(silos.Cache, silos.Cache + ".away");
        await RetryAllAsync(first, collection);
        await first.WaitAsync(() => first.CollectionAsync(collection), view => view.ByState["waiting"] == TriedAgain, TimeSpan.FromMinutes(1));

        await killed.KillAsync();
        await first.WaitForOutputAsync("The cluster had 2 active silos and has 1");
        Directory.Move(silos.Cache + ".away", silos.Cache);

        // They are due every 15 s, and no job drives them: only the alarm of each shard wakes its own.
        await first.WaitForImagesAsync(collection, image => image.State is ItemState.Running or ItemState.Live, TimeSpan.FromSeconds(40));
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

    private async Task AssertTriedAgainGoOnAsync(Func<RunningServer, Task> end)
    {
        await using var silos = new SiloSet(postgres);
        var (first, ending, collection) = await FailAllAsync(silos);
        silos.WritePictures(TriedAgain);
        await RetryAllAsync(first, collection);
        (await first.CollectionAsync(collection)).ByState["running"].ShouldBeGreaterThan(TriedAgain / 10);

        await end(ending);

        await first.WaitForImagesAsync(collection, image => image.State == ItemState.Live, TimeSpan.FromMinutes(2));
    }

    /// <summary>Two silos with pictures that have all failed, and whose job has ended.</summary>
    private static async Task<(RunningServer First, RunningServer Second, string Collection)> FailAllAsync(SiloSet silos)
    {
        silos.WriteBrokenPictures(TriedAgain);
        var (first, second) = (await silos.StartAsync(OneTry), await silos.StartAsync(OneTry));
        await SiloSet.WaitForActiveAsync(first, 2);
        var (collection, job) = await first.AddCollectionAsync(silos.Pictures);
        (await first.WaitForEndAsync(job)).Progress.Failed.ShouldBe(TriedAgain);
        return (first, second, collection);
    }

    private static async Task RetryAllAsync(RunningServer silo, string collection) =>
        await Task.WhenAll((await silo.ImagesAsync(collection)).Select(image => silo.RetryAsync(image.Id.Value)));

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
