using System.Diagnostics;
using System.Text.Json;
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

/// <summary>How long the built program takes from its start to its first answer on /health/ready, with many items in its store.</summary>
internal static class StartBenchmark
{
    private const int Items = 100_000;
    private const int Rounds = 9;

    /// <param name="program">The built program: <c>.setup/app/mediapipeline</c> after <c>./run</c>.</param>
    /// <param name="results">Directory of the results.</param>
    public static async Task<int> RunAsync(string program, string results)
    {
        var data = Directory.CreateTempSubdirectory("mediapipeline-start-").FullName;
        try
        {
            await FillAsync(data);
            List<double> ready = [];
            for (var round = 0; round < Rounds; round++)
            {
                ready.Add(await MeasureAsync(program, data));
                Console.Out.WriteLine($"round {round + 1}: {ready[^1]:0} ms");
            }

            ready.Sort();
            await WriteAsync(results, ready);
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
        await using var services = new ServiceCollection().AddLogging().AddSqliteStorage(configuration).BuildServiceProvider();
        var images = services.GetRequiredService<IImageStore>();
        var collection = CollectionId.Of("/pictures");
        var now = TimeProvider.System.GetUtcNow();
        foreach (var page in Enumerable.Range(0, Items).Chunk(1_000))
        {
            await images.InsertAbsentAsync([.. page.Select(i => Live(collection, i, now))], CancellationToken.None);
        }
    }

    private static ImageState Live(CollectionId collection, int i, DateTimeOffset now)
    {
        var path = $"shelf {i / 500}/picture {i}.jpg";
        return new ImageState
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
            History = [new HistoryEntry(now, ImageStages.Discovered, "discovered", null, null, null), new HistoryEntry(now, ImageStages.Rendered, "completed", 1, null, null)],
        };
    }

    private static async Task<double> MeasureAsync(string program, string data)
    {
        var started = Stopwatch.GetTimestamp();
        await using var server = await ServerProcess.StartAsync(program, data);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task WriteAsync(string results, List<double> ready)
    {
        Directory.CreateDirectory(results);
        var median = ready[ready.Count / 2];
        var figures = new { items = Items, rounds = Rounds, cores = Environment.ProcessorCount, medianMilliseconds = Math.Round(median), leastMilliseconds = Math.Round(ready[0]), mostMilliseconds = Math.Round(ready[^1]) };
        await File.WriteAllTextAsync(Path.Join(results, "start.json"), JsonSerializer.Serialize(figures) + "\n");
        await File.WriteAllTextAsync(
            Path.Join(results, "start.md"),
            $"""
             # Start

             From the start of the built program to its first answer on `/health/ready`, {Items:N0} items in the store, {Rounds} starts, {Environment.ProcessorCount} cores.
             Again: `./run --once && dotnet run -c Release --project tests/Benchmarks -- start .setup/app/mediapipeline`

             | | ms |
             |---|---|
             | least | {ready[0]:0} |
             | median | {median:0} |
             | most | {ready[^1]:0} |
             | goal | 1,500 |

             """);
    }
}
