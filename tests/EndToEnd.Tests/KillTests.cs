using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;
using Xunit.Abstractions;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>Whatever the instant at which the server dies, what it had acknowledged is there, and the rest goes on by itself.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Pictures = 240;
    private const int Kills = 20;

    [Fact]
    public async Task KilledAt20RandomInstants_EndsWithEveryPictureLiveAndNothingLeftBehind()
    {
        var seed = Environment.GetEnvironmentVariable("KILL_SEED") is { Length: > 0 } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine($"seed {seed} (again with KILL_SEED={seed})");
        var chance = new Random(seed);
        using var directory = new TemporaryDirectory();
        ManyPictures.Write(directory, Pictures);

        string collection;
        await using (var first = await RunningServer.StartAsync(directory["data"]))
        {
            (collection, _) = await first.AddCollectionAsync(directory["pictures"]);
            await Task.Delay(chance.Next(50, 800));
            await first.KillAsync();
        }

        var during = 0;
        for (var kill = 1; kill < Kills; kill++)
        {
            await using var server = await RunningServer.StartAsync(directory["data"]);
            await Task.Delay(chance.Next(0, 1_000));
            during += (await server.JobsAsync())[0].CompletedAt is null ? 1 : 0;
            await server.KillAsync();
        }

        output.WriteLine($"{during + 1} of {Kills} kills fell into the run");
        during.ShouldBeGreaterThan(Kills / 2, "The run was over too soon for the kills to mean much: make the pictures larger.");
        await using var last = await RunningServer.StartAsync(directory["data"]);
        await FinishedRun.AssertAsync(last, collection, Pictures, directory["data", "cache"]);
    }
}
