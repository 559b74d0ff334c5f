using MediaPipeline.Contracts.Jobs;
using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Catalogues;
using MediaPipeline.TestKit.Files;
using Xunit.Abstractions;

namespace MediaPipeline.EndToEnd.Tests;

/// <summary>Whatever the instant at which the server dies, in the end the catalogue is what it would have been without that.</summary>
public sealed class ImportKillTests(ITestOutputHelper output)
{
    // Small pages, so that there is more than one to die in.
    private static readonly Dictionary<string, string> SmallPages = new(StringComparer.Ordinal) { ["Imports__PageSize"] = "5" };

    [Theory]
    [InlineData(3, 2_000)]
    public Task KilledAtRandomInstants_TheCatalogueIsThatOfAnUndisturbedImport(int kills, int records) => KillAgainAndAgainAsync(kills, records);

    [Theory, Trait("Category", "Long")]
    [InlineData(20, 10_000)]
    public Task KilledAtManyRandomInstants_TheCatalogueIsThatOfAnUndisturbedImport(int kills, int records) => KillAgainAndAgainAsync(kills, records);

    private Task KillAgainAndAgainAsync(int kills, int records) => Chance.RunAsync(async chance =>
    {
        using var directory = new TemporaryDirectory();
        var file = ManyTitles.Write(directory["titles.jsonl"], records);
        var undisturbed = await UndisturbedImport.RunAsync(directory["undisturbed"], file, SmallPages);

        string? job = null;
        var during = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            await using var server = await RunningServer.StartAsync(directory["data"], SmallPages);
            job ??= await server.StartImportAsync(file);
            var before = (await server.JobAsync(job)).Import!.Read;
            var until = before + chance.Next(1, (int)(records - before) / (kills - kill) + 1);
            await server.WaitForJobAsync(job, view => view.Import!.Read >= until || view.CompletedAt is not null);
            during += (await server.JobAsync(job)).CompletedAt is null ? 1 : 0;
            await server.KillAsync();
        }

        output.WriteLine($"{during} of {kills} kills fell into the import, which takes {undisturbed.Duration.TotalSeconds:F1} s undisturbed");
        during.ShouldBeGreaterThan(kills / 2, "The import was over too soon for the kills to mean much: take more records.");
        await using var last = await RunningServer.StartAsync(directory["data"], SmallPages);
        await undisturbed.ShouldBeMetAsync(last, job!);
    });
}
