namespace MediaPipeline.Benchmarks.Cluster;

/// <summary>A way to run the server.</summary>
/// <param name="Servers">Processes of the program: silos of one cluster where there are several.</param>
/// <param name="WorkersEach">Worker processes of each of them.</param>
internal sealed record ClusterCase(string Name, bool OnOrleans, bool OnPostgres, int Servers, int WorkersEach);

/// <summary>Ways that are compared with each other; the first is what the others are compared with.</summary>
internal sealed record ClusterTable(string Key, string Title, bool SmallPictures, IReadOnlyList<ClusterCase> Cases)
{
    public static IReadOnlyList<ClusterTable> All(int workers)
    {
        var own = Environment.ProcessorCount;
        ClusterCase[] pairs =
        [
            new("embedded runtime, SQLite", OnOrleans: false, OnPostgres: false, 1, own),
            new("embedded runtime, PostgreSQL", OnOrleans: false, OnPostgres: true, 1, own),
            new("one silo of Orleans, PostgreSQL", OnOrleans: true, OnPostgres: true, 1, own),
            new("one silo of Orleans alone, SQLite", OnOrleans: true, OnPostgres: false, 1, own),
        ];
        return
        [
            new("pairs", "The embedded runtime and one silo of Orleans", SmallPictures: false, pairs),
            new("small", "The same with small pictures, where runtime and storage weigh most", SmallPictures: true, pairs),
            new("silos", "1, 2 and 3 silos on PostgreSQL, the same workers in total", SmallPictures: false, [.. Silos(silos => workers / silos)]),
            new("own", "1, 2 and 3 silos on PostgreSQL, each with the workers that it has by default", SmallPictures: false, [.. Silos(_ => own)]),
        ];
    }

    private static IEnumerable<ClusterCase> Silos(Func<int, int> workersEach) =>
        new[] { 1, 2, 3 }.Select(silos => new ClusterCase(silos == 1 ? "1 silo" : $"{silos} silos", OnOrleans: true, OnPostgres: true, silos, workersEach(silos)));
}
