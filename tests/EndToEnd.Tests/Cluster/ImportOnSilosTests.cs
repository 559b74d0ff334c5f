using MediaPipeline.EndToEnd.Tests.Running;
using MediaPipeline.TestKit.Catalogues;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Postgres;

namespace MediaPipeline.EndToEnd.Tests.Cluster;

/// <summary>An import on several silos outlives each of them.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ImportOnSilosTests(PostgresServer postgres)
{
    private const int Records = 2_000;

    // Small pages, so that there is more than one to die in.
    private static readonly (string Name, string Value) SmallPages = ("Imports__PageSize", "10");

    [PostgresFact]
    public Task OneOfThreeIsKilled_TheCatalogueIsThatOfAnUndisturbedImportWithoutACluster() => Chance.RunAsync(async chance =>
    {
        using var directory = new TemporaryDirectory();
        var file = ManyTitles.Write(directory["titles.jsonl"], Records);
        var undisturbed = await UndisturbedImport.RunAsync(
            directory["alone"], file, new Dictionary<string, string> { [SmallPages.Name] = SmallPages.Value });
        await using var silos = new SiloSet(postgres);
        RunningServer[] members = [await silos.StartAsync(SmallPages), await silos.StartAsync(SmallPages), await silos.StartAsync(SmallPages)];
        await SiloSet.WaitForActiveAsync(members[0], members.Length);

        var job = await members[0].StartImportAsync(file);
        var until = chance.Next(1, Records * 3 / 4);
        await members[0].WaitForJobAsync(job, view => view.Import!.Read >= until);
        await members[chance.Next(1, members.Length)].KillAsync();

        await undisturbed.ShouldBeMetAsync(members[0], job);
    });
}
