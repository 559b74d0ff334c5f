using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Postgres;

namespace MediaPipeline.EndToEnd.Tests.Postgres;

/// <summary>The whole path on PostgreSQL: taken in, looked at again, killed on the way.</summary>
public sealed class PostgresRunTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private const int Kills = 4;

    [PostgresFact]
    public async Task Once_MakesAllLive_AndTheSecondTimeFindsAllUnchanged()
    {
        const int Pictures = 150;
        using var run = new PostgresRun(postgres).WithPictures(Pictures, 700, 500);

        var first = await run.OnceAsync();
        var second = await run.OnceAsync();

        first.ExitCode.ShouldBe(0, first.Error);
        first.Output.ShouldContain($"{Pictures} live");
        second.ExitCode.ShouldBe(0, second.Error);
        second.Output.ShouldContain($"{Pictures} unchanged");
        File.Exists(Path.Join(run.Data, "mediapipeline.db")).ShouldBeFalse();
    }

    [PostgresFact]
    public async Task KilledAgainAndAgainInTheMiddle_EndsWithEveryPictureLiveAndNothingTwice()
    {
        const int Pictures = 120;
        using var run = new PostgresRun(postgres).WithPictures(Pictures, 2_000, 1_500);
        var collection = await KillOnTheWayAsync(run);

        await using var last = await run.StartAsync();

        await FinishedRun.AssertAsync(last, collection, Pictures, run.Cache);
    }

    // Each life gets a few pictures further, and is killed with others under way.
    private static async Task<string> KillOnTheWayAsync(PostgresRun run)
    {
        string? collection = null;
        for (var kill = 1; kill <= Kills; kill++)
        {
            var further = 10 * kill;
            await using var server = await run.StartAsync();
            collection ??= (await server.AddCollectionAsync(run.Pictures)).Id;
            var job = (await server.JobsAsync())[0].Id.Value;
            var seen = await server.WaitForJobAsync(job, j => j.Progress.ByStage.GetValueOrDefault("live") >= further);
            seen.CompletedAt.ShouldBeNull("The run was over too soon: make the pictures larger.");
            await server.KillAsync();
        }

        return collection!;
    }
}
