using System.Diagnostics;
using System.Globalization;
using MediaPipeline.Benchmarks.Storage;
using MediaPipeline.TestKit.Postgres;
using Npgsql;

namespace MediaPipeline.Benchmarks.Cluster;

/// <summary>
/// The built program takes in the same pictures alone, as one silo and as several, each time from nothing; an earlier build beside it, where one is named.
/// The cases take turns, forwards and backwards, so that what else goes on in the machine meets all of them.
/// </summary>
internal static class ClusterBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var options = ClusterOptions.Parse(args);
        if (options.WhyNot() is { } why)
        {
            Console.Error.WriteLine(why);
            return 2;
        }

        using var directory = new BenchmarkDirectory(options.Data);
        using var postgres = PostgresServer.Durable(directory.At("postgres"));
        var report = ClusterReport.Open(options.Results);
        foreach (var table in ClusterTable.All(options).Where(table => options.Tables.Contains(table.Key)))
        {
            report.Replace(await MeasureAsync(table, options, postgres, directory));
            report.Write(options.Results);
        }

        return 0;
    }

    private static async Task<TableFigures> MeasureAsync(ClusterTable table, ClusterOptions options, PostgresServer postgres, BenchmarkDirectory directory)
    {
        var pictures = table.SmallPictures
            ? ClusterPictures.WriteSmall(directory.At($"{table.Key} pictures"), options.SmallPictures)
            : ClusterPictures.CopyReal(options.Corpus, directory.At($"{table.Key} pictures"), options.Pictures);
        var rows = table.Cases.Select(way => new CaseFigures(way.Name, way.Servers, way.WorkersEach, [])).ToList();
        var (run, load) = (new ClusterRun(postgres), BenchmarkDirectory.LoadAverage());
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var i in round % 2 == 0 ? Enumerable.Range(0, rows.Count) : Enumerable.Range(0, rows.Count).Reverse())
            {
                var own = directory.At($"{table.Key} {round} {i}");
                var figures = await run.RunAsync(table.Cases[i], pictures, own);
                Directory.Delete(own, recursive: true);
                rows[i].Rounds.Add(figures);
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round + 1}: {rows[i].Name} {figures.Seconds:F1} s, "
                    + $"processor {figures.ProcessorSeconds:F1} s, {string.Join(" + ", figures.Made)} pictures"));
            }
        }

        return new TableFigures(
            table.Key, table.Title, Directory.GetFiles(pictures)
                .Length, table.SmallPictures, BenchmarkReport.Machine, Versions(options, postgres), load, BenchmarkDirectory.LoadAverage(), rows);
    }

    private static string Versions(ClusterOptions options, PostgresServer postgres)
    {
        var orleans = FileVersionInfo.GetVersionInfo(Path.Combine(Path.GetDirectoryName(options.Program)!, "Orleans.Runtime.dll"));
        using var connection = new NpgsqlConnection(postgres.CreateDatabase() + ";Pooling=false");
        connection.Open();
        return $".NET {Environment.Version}, Orleans {orleans.ProductVersion?.Split(' ')[0].TrimEnd('.')}, PostgreSQL {connection.PostgreSqlVersion} "
            + "(fsync on, loopback)";
    }
}
