using System.Diagnostics;
using MediaPipeline.Benchmarks.Storage;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Images;
using MediaPipeline.Storage;
using MediaPipeline.Storage.Sql;
using MediaPipeline.Storage.Sql.Images;
using MediaPipeline.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Benchmarks.Similar;

/// <summary>
/// Pictures like one picture, and the groups of near-duplicates, in a store of many; and how long it takes to bring a store of version 1 up to date.
/// </summary>
internal static class SimilarBenchmark
{
    private const int Rounds = 5, MostDistance = 6;
    private static readonly CollectionId Collection = CollectionId.Of("/similar");

    public static async Task<int> RunAsync(string[] args)
    {
        var options = StorageBenchmarkOptions.Parse(args);
        using var directory = new BenchmarkDirectory(options.Data);
        var report = new SimilarReport(options.Rows) { Load = BenchmarkDirectory.LoadAverage() };
        new HashedPictures(Collection).WriteVersion1(Path.Combine(directory.Path, SqliteDatabase.FileName), options.Rows);
        await using var services = Open(directory.Path);
        var clock = Stopwatch.StartNew();
        services.GetRequiredService<SqliteDatabase>();
        report.UpgradeSeconds = Math.Round(clock.Elapsed.TotalSeconds, 1);
        await MeasureSimilarAsync(services, report);
        for (var distance = 0; distance <= MostDistance; distance++)
        {
            report.Duplicates.Add(await MeasureDuplicatesAsync(services, distance));
        }

        report.LoadAtEnd = BenchmarkDirectory.LoadAverage();
        report.Write(options.Results);
        return 0;
    }

    private static async Task MeasureSimilarAsync(IServiceProvider services, SimilarReport report)
    {
        var asked = (await services.GetRequiredService<IImageReader>().FindAsync(new HashedPictures(Collection).Next(0).Id, CancellationToken.None))!;
        var reader = services.GetRequiredService<ISimilarImageReader>();
        report.FirstSimilar = await TimeAsync(() => reader.ListSimilarAsync(asked, new SimilarRequest(20, 10), CancellationToken.None));
        report.Similar = await MedianAsync(() => reader.ListSimilarAsync(asked, new SimilarRequest(20, 10), CancellationToken.None));
        report.SimilarInCollection = await MedianAsync(() => reader.ListSimilarAsync(asked, new SimilarRequest(20, 10, Collection), CancellationToken.None));
    }

    private static async Task<DuplicateFigures> MeasureDuplicatesAsync(IServiceProvider services, int distance)
    {
        var (database, stored) = (services.GetRequiredService<SqliteDatabase>(), services.GetRequiredService<StoredImages>());
        Page<NearDuplicateGroup>? page = null;
        var took = await MedianAsync(async () =>
        {
            // Groups of its own each time: an answer is kept for some seconds.
            using var groups = new DuplicateGroups(database, stored, TimeProvider.System);
            page = await new SqlSimilarImageReader(database, stored, groups)
                .ListNearDuplicatesAsync(Collection, distance, new PageRequest(1, 50), CancellationToken.None);
        });
        return new DuplicateFigures(distance, took, page!.Total, page.Items[0].Count);
    }

    private static ServiceProvider Open(string directory)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Storage:DataDirectory", (string?)directory)]).Build();
        return new ServiceCollection().AddSingleton(ImageTable.Instance).AddSqliteStorage(configuration).BuildServiceProvider();
    }

    private static async Task<double> MedianAsync(Func<Task> act)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            times.Add(await TimeAsync(act));
        }

        return BenchmarkReport.Median(times);
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var clock = Stopwatch.StartNew();
        await act();
        return Math.Round(clock.Elapsed.TotalMilliseconds);
    }
}
