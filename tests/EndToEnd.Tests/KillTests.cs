using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Files;
using Xunit.Abstractions;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>Whatever the instant at which the server dies, what it had acknowledged is there, and the rest resumes automatically.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(5, 160)]
    public Task KilledAtRandomInstants_EndsWithEveryPictureLiveAndNothingLeftBehind(int kills, int pictures) => KillAgainAndAgainAsync(kills, pictures);

    [Theory, Trait("Category", "Long")]
    [InlineData(20, 480)]
    public Task KilledAtManyRandomInstants_EndsWithEveryPictureLiveAndNothingLeftBehind(int kills, int pictures) => KillAgainAndAgainAsync(kills, pictures);

    private Task KillAgainAndAgainAsync(int kills, int pictures) => Chance.RunAsync(async chance =>
    {
        using var directory = new TemporaryDirectory();
        ManyPictures.Write(directory, pictures);

        string collection;
        await using (var first = await RunningServer.StartAsync(directory["data"]))
        {
            (collection, _) = await first.AddCollectionAsync(directory["pictures"]);
            await Task.Delay(chance.Next(50, 800));
            await first.KillAsync();
        }

        var during = 0;
        for (var kill = 1; kill < kills; kill++)
        {
            await using var server = await RunningServer.StartAsync(directory["data"]);
            await Task.Delay(chance.Next(0, 1_000));
            during += (await server.JobsAsync())[0].CompletedAt is null ? 1 : 0;
            await server.KillAsync();
        }

        output.WriteLine($"{during + 1} of {kills} kills fell into the run");
        during.ShouldBeGreaterThan(kills / 2, "The run was over too soon for the kills to mean much: take more pictures.");
        await using var last = await RunningServer.StartAsync(directory["data"]);
        await FinishedRun.AssertAsync(last, collection, pictures, directory["data", "cache"]);
    });
}
