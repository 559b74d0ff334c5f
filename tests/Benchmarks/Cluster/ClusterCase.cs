namespace MediaPipeline.Benchmarks.Cluster;

/// <summary>A way to run the server.</summary>
/// <param name="Program">The built program: this one, or an earlier build beside which it is measured.</param>
/// <param name="Servers">Processes of the program: silos of one cluster where there are several.</param>
/// <param name="WorkersEach">Worker processes of each of them.</param>
internal sealed record ClusterCase(string Name, string Program, bool OnPostgres, int Servers, int WorkersEach);

/// <summary>Ways that are compared with each other; the first is what the others are compared with.</summary>
internal sealed record ClusterTable(string Key, string Title, bool SmallPictures, IReadOnlyList<ClusterCase> Cases)
{
    public static IReadOnlyList<string> Keys { get; } = ["alone", "small", "silos"];

    public static IReadOnlyList<ClusterTable> All(ClusterOptions options)
    {
        var own = Environment.ProcessorCount;
        ClusterCase[] alone = [.. Builds(options.Before, options.Program, "alone on SQLite", onPostgres: false, 1, own),
            .. Builds(options.BeforeCluster, options.Program, "one silo on PostgreSQL", onPostgres: true, 1, own)];
        return
        [
            new(Keys[0], "One server", SmallPictures: false, alone),
            new(Keys[1], "One server with small pictures, where grains and storage weigh most", SmallPictures: true, alone),
            new(Keys[2], "1 and 3 silos on PostgreSQL, the same workers in total", SmallPictures: false, [.. new[] { 1, 3 }.SelectMany(silos =>
                Builds(options.BeforeCluster, options.Program, silos == 1 ? "1 silo" : $"{silos} silos", onPostgres: true, silos, options.Workers / silos))]),
        ];
    }

    private static IEnumerable<ClusterCase> Builds(string? before, string program, string name, bool onPostgres, int servers, int workersEach)
    {
        if (before is not null)
        {
            yield return new($"before: {name}", before, onPostgres, servers, workersEach);
        }

        yield return new(name, program, onPostgres, servers, workersEach);
    }
}
