using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MediaPipeline.Benchmarks.Storage;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Search;
using MediaPipeline.Search.Embedding;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Benchmarks.Embedding;

/// <summary>How many titles the built-in model embeds in a second, with one worker and with two, which take turns.</summary>
internal static class EmbeddingBenchmark
{
    public const string Usage = "embed FILMS [TEXTS] (FILMS: a directory of JSON arrays of title, year, genres and extract)";
    private const int Rounds = 3, DefaultTexts = 1_000;
    private static readonly int[] Workers = [1, 2];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<int> RunAsync(string[] args, string results)
    {
        var texts = ReadTexts(args[0], args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : DefaultTexts);
        using var directory = new BenchmarkDirectory(".");
        var load = BenchmarkDirectory.LoadAverage();
        var figures = Workers.Select(workers => new EmbeddingFigures(workers, [], [], [])).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var row in figures)
            {
                await MeasureAsync(directory.Path, texts, row);
            }
        }

        Write(results, load, texts, figures);
        return 0;
    }

    // Evenly from all files, so of all decades.
    private static string[] ReadTexts(string directory, int count)
    {
        var texts = Directory.GetFiles(directory, "movies-*.json").Order(StringComparer.Ordinal)
            .SelectMany(file => JsonSerializer.Deserialize<Film[]>(File.ReadAllText(file), Json)!)
            .Where(film => film.Extract is { Length: > 0 })
            .Select(film => EmbeddedText.Of(new MediaFacts { Title = film.Title, Year = film.Year, Genres = film.Genres, Synopsis = film.Extract })!)
            .ToArray();
        return [.. Enumerable.Range(0, Math.Min(count, texts.Length)).Select(i => texts[(int)((long)i * texts.Length / count)])];
    }

    /// <summary>Adds a round to the figures.</summary>
    public static async Task MeasureAsync(string directory, string[] texts, EmbeddingFigures row)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Storage:DataDirectory"] = directory,
            ["Embedding:Concurrency"] = row.Workers.ToString(CultureInfo.InvariantCulture),
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await using var services = new ServiceCollection().AddLogging().AddSearch(configuration).BuildServiceProvider();
        var embedder = services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
        var watch = Stopwatch.StartNew();
        await embedder.GenerateAsync([texts[0]]);
        row.FirstMilliseconds.Add(watch.Elapsed.TotalMilliseconds);
        var processor = Environment.CpuUsage.TotalTime;
        watch.Restart();
        await embedder.GenerateAsync(texts);
        row.PerSecond.Add(texts.Length / watch.Elapsed.TotalSeconds);
        row.PerProcessorSecond.Add(texts.Length / (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    private static void Write(string results, string load, string[] texts, EmbeddingFigures[] figures)
    {
        var page = new StringBuilder();
        page.Line($"# Embedding titles with the built-in model\n");
        page.Line($"{BenchmarkReport.Machine}, .NET {Environment.Version}; load average {load} at the start, {BenchmarkDirectory.LoadAverage()} at the end. ",
            $"{texts.Length:N0} films, {texts.Average(text => text.Length):N0} characters on average; medians of {Rounds} rounds, in which the rows take ",
            $"turns. Run again: `dotnet run -c Release --project tests/Benchmarks -- embed FILMS`.\n");
        page.Line($"| workers | texts/s | texts/s of processor time | first text, with loading, ms |\n|---|---|---|---|");
        foreach (var row in figures)
        {
            page.Line($"| {row.Workers} | {BenchmarkReport.Median(row.PerSecond):N0} | {BenchmarkReport.Median(row.PerProcessorSecond):N0} | ",
                $"{BenchmarkReport.Median(row.FirstMilliseconds):N0} |");
        }

        BenchmarkReport.Write(results, "embedding", page.ToString(), new { Load = load, Texts = texts.Length, Figures = figures });
    }

    private sealed record Film(string Title, int? Year, IReadOnlyList<string> Genres, string? Extract);
}
