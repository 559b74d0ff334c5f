using System.Globalization;
using MediaPipeline.Grains.Images;
using MediaPipeline.Storage;
using MediaPipeline.TestKit.Postgres;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Benchmarks.Storage;

/// <summary>
/// State writes on SQLite, and on PostgreSQL where it is installed, beside one transaction a write and the bare disk, all in one run; then bulk inserts and
/// pages over them.
/// </summary>
internal static class StorageBenchmark
{
    private static readonly int[] Writers = [1, 8, 64, 256];

    public static async Task<int> RunAsync(string[] args)
    {
        var options = StorageBenchmarkOptions.Parse(args);
        var report = new StorageReport(options.Rows, options.Duration);
        using var directory = new BenchmarkDirectory(options.Data);
        report.Load = BenchmarkDirectory.LoadAverage();
        report.Disk = DiskSync.Measure(directory.Path, options.Duration);
        report.Peers.Add(PlainSqlite.Measure(directory.At("plain-pairs"), options.Duration, ourSchema: false));
        report.Peers.Add(PlainSqlite.Measure(directory.At("plain-documents"), options.Duration, ourSchema: true));
        await using (var services = Open(directory.At("grouped")))
        {
            foreach (var writers in Writers)
            {
                report.Grouped.Add(await GroupedWrites.MeasureAsync(services, "grouped, SQLite", writers, options.Duration));
            }
        }

        await using (var services = Open(directory.At("renditions")))
        {
            report.Renditions = await RenditionCommits.MeasureAsync(services, directory.At("renditions/cache"), options.Duration);
        }

        await using (var services = Open(directory.At("bulk")))
        {
            report.Bulk = await BulkRows.MeasureAsync(services, options.Rows);
        }

        if (Directory.Exists("/usr/lib/postgresql"))
        {
            await MeasurePostgresAsync(report, options, directory);
        }

        report.LoadAtEnd = BenchmarkDirectory.LoadAverage();
        report.Write(options.Results);
        return 0;
    }

    // As it comes, over loopback, on the same disk and syncing each commit like SQLite.
    private static async Task MeasurePostgresAsync(StorageReport report, StorageBenchmarkOptions options, BenchmarkDirectory directory)
    {
        using var server = PostgresServer.Durable(directory.At("postgres"));
        await using (var services = Open(directory.At("postgres-grouped"), server.CreateDatabase()))
        {
            foreach (var writers in Writers)
            {
                report.Grouped.Add(await GroupedWrites.MeasureAsync(services, "grouped, PostgreSQL", writers, options.Duration));
            }
        }

        await using (var services = Open(directory.At("postgres-bulk"), server.CreateDatabase()))
        {
            report.PostgresBulk = await BulkRows.MeasureAsync(services, options.Rows);
        }
    }

    private static ServiceProvider Open(string directory, string? postgres = null)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Storage:DataDirectory"] = directory,
            ["Storage:Provider"] = postgres is null ? "Sqlite" : "Postgres",
            ["Storage:ConnectionString"] = postgres,
        };
        return new ServiceCollection().AddSingleton(ImageTable.Instance)
            .AddConfiguredStorage(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
    }
}

/// <param name="Data">Where the databases are made and deleted again; the disk of this directory is what is measured.</param>
internal sealed record StorageBenchmarkOptions(int Rows, TimeSpan Duration, string Data, string Results)
{
    public static StorageBenchmarkOptions Parse(string[] args)
    {
        var values = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new StorageBenchmarkOptions(
            int.Parse(values.GetValueOrDefault("--rows", "1000000"), CultureInfo.InvariantCulture),
            TimeSpan.FromSeconds(int.Parse(values.GetValueOrDefault("--seconds", "5"), CultureInfo.InvariantCulture)),
            values.GetValueOrDefault("--data", "."),
            values.GetValueOrDefault("--results", "tests/Benchmarks/results"));
    }
}

/// <summary>A directory on the disk to be measured, gone at the end.</summary>
internal sealed class BenchmarkDirectory : IDisposable
{
    public BenchmarkDirectory(string parent) =>
        Path = Directory.CreateDirectory(System.IO.Path.Combine(parent, $"storage-benchmark-{Environment.ProcessId}")).FullName;

    public string Path { get; }

    public static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    public string At(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
