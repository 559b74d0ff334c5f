using System.Diagnostics;
using System.Globalization;
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
    private const string Address = "http://127.0.0.1:5987";

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
        using var http = new HttpClient { BaseAddress = new Uri(Address) };
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, ["--serve", "--urls", Address, "--data", data]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!await IsReadyAsync(http))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"{program} ended with {process.ExitCode} before it was ready.");
            }

            await Task.Delay(5);
        }

        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        return elapsed;
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Not listening yet, or just beginning to.
            return false;
        }
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
