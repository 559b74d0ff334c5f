using System.Diagnostics;
using MediaPipeline.Benchmarks.Imaging;
using MediaPipeline.Benchmarks.Storage;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Benchmarks.Start;

/// <summary>
/// How long the built program takes from its start to its first answer on /health/ready with many items in its store, and what it holds then. Where an
/// earlier build is named the two take turns.
/// </summary>
internal static class StartBenchmark
{
    /// <summary>ITS DATA: a data directory with as many items, for an earlier build that does not open one of this build.</summary>
    public const string Usage = "start PROGRAM [PROGRAM BEFORE [ITS DATA]]";
    private const int Items = 100_000;
    private const int Rounds = 9;

    public static async Task<int> RunAsync(string[] arguments, string results)
    {
        var programs = arguments[..Math.Min(arguments.Length, 2)];
        var data = Directory.CreateTempSubdirectory("mediapipeline-start-").FullName;
        try
        {
            await FillAsync(data);
            var starts = programs.Select(_ => new List<StartFigures>()).ToList();
            var load = BenchmarkDirectory.LoadAverage();
            for (var round = 0; round < Rounds; round++)
            {
                for (var i = 0; i < programs.Length; i++)
                {
                    starts[i].Add(await MeasureAsync(programs[i], i == 1 && arguments.Length == 3 ? arguments[2] : data));
                    Console.Error.WriteLine($"round {round + 1}: {programs[i]}: {starts[i][^1]}");
                }
            }

            StartReport.Write(results, Items, load, starts);
            return 0;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task FillAsync(string data)
    {
        Directory.CreateDirectory(data);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:DataDirectory"] = data }).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton(ImageTable.Instance).AddSqliteStorage(configuration)
            .BuildServiceProvider();
        var images = services.GetRequiredService<IItemStore>();
        var collection = CollectionId.Of("/pictures");
        var now = TimeProvider.System.GetUtcNow();
        foreach (var page in Enumerable.Range(0, Items).Chunk(1_000))
        {
            await images.InsertAbsentAsync([.. page.Select(i => Live(collection, i, now))], CancellationToken.None);
        }
    }

    private static ImageRecord Live(CollectionId collection, int i, DateTimeOffset now)
    {
        var path = $"shelf {i / 500}/picture {i}.jpg";
        return new ImageRecord
        {
            Id = ImageId.Of(collection, path, null),
            CollectionId = collection,
            Path = path,
            SortKey = NaturalKey.Of(path, null),
            SourceBytes = 1_000_000 + i,
            SourceModifiedAt = now,
            State = ItemState.Live,
            Stage = ImageStages.Live,
            EnteredAt = now,
            History = [new HistoryEntry(now, ImageStages.Discovered, "discovered", null, null, null),
                new HistoryEntry(now, ImageStages.Rendered, "completed", 1, null, null)],
        };
    }

    private static async Task<StartFigures> MeasureAsync(string program, string data)
    {
        var started = Stopwatch.GetTimestamp();
        await using var server = await ServerProcess.StartAsync(program, data);
        return new StartFigures(Stopwatch.GetElapsedTime(started)
            .TotalMilliseconds, 1_000 * ProcessorTime.Of(server.Id), ResidentMemory.MegabytesOf(server.Id));
    }
}
