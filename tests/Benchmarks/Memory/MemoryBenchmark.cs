using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MediaPipeline.Benchmarks.Storage;
using MediaPipeline.TestKit.Pictures;

namespace MediaPipeline.Benchmarks.Memory;

/// <summary>What the server holds while many pictures pass through it. Where an earlier build is named the two take turns.</summary>
internal static class MemoryBenchmark
{
    public const string Usage = "memory PROGRAM [PROGRAM BEFORE]";
    private const int Pictures = 10_000;
    private const int Rounds = 2;
    private const int GoalMegabytes = 60;

    public static async Task<int> RunAsync(string[] programs, string results)
    {
        using var directory = new BenchmarkDirectory(".");
        var pictures = directory.At("pictures");
        PngPicture.WriteMany(Pictures, 160, 120, i => Path.Combine(pictures, $"{i / 500}", string.Create(CultureInfo.InvariantCulture, $"{i}.png")));
        var runs = programs.Select(_ => new List<MemoryFigures>()).ToList();
        var load = BenchmarkDirectory.LoadAverage();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < programs.Length; i++)
            {
                var data = directory.At($"data {round} {i}");
                runs[i].Add(await MeasureAsync(programs[i], data, pictures));
                Directory.Delete(data, recursive: true);
                Console.Error.WriteLine($"round {round + 1}: {programs[i]}: {runs[i][^1]}");
            }
        }

        Write(results, load, runs);
        return 0;
    }

    private static async Task<MemoryFigures> MeasureAsync(string program, string data, string pictures)
    {
        await using var server = await ServerProcess.StartAsync(program, data);
        var (_, job) = await Importing.StartAsync(server.Http, pictures);
        var watch = Stopwatch.StartNew();
        List<(long Live, long Megabytes)> samples = [];
        JsonElement view;
        do
        {
            await Task.Delay(100);
            view = await server.Http.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job}");
            samples.Add((Importing.LiveOf(view), ResidentMemory.MegabytesOf(server.Id)));
        }
        while (view.GetProperty("state").GetString() is "queued" or "running");

        if (samples[^1].Live != Pictures)
        {
            throw new InvalidOperationException($"Of {Pictures} pictures {samples[^1].Live} are live: {view}");
        }

        return new MemoryFigures(
            samples.Max(sample => sample.Megabytes),
            BenchmarkReport.Median(samples.Where(sample => sample.Live is >= Pictures / 5 and < 2 * Pictures / 5).Select(sample => (double)sample.Megabytes)),
            BenchmarkReport.Median(samples.Where(sample => sample.Live >= 4 * Pictures / 5).Select(sample => (double)sample.Megabytes)),
            Pictures / watch.Elapsed.TotalSeconds);
    }

    private static void Write(string results, string load, IReadOnlyList<IReadOnlyList<MemoryFigures>> runs)
    {
        var text = new StringBuilder();
        text.Line($"# Memory\n");
        text.Line($"{Pictures:N0} pictures (PNG of 160 × 120, copies with another byte each) pass through the server alone on SQLite; resident memory ",
            $"of the server without its workers, sampled ten times a second; {Rounds} rounds, in turns. {BenchmarkReport.Machine}; load average ",
            $"{load} at the start.\n");
        text.Line($"Again: `./run --version && dotnet run -c Release --project tests/Benchmarks -- {Usage}`, the program being `.setup/app/mediapipeline`.\n");
        text.Line($"| by round | this build | build before |\n|---|---|---|");
        Row(text, "most, MB", runs, run => run.Most);
        Row(text, "median from the 2,000th picture to the 4,000th, MB", runs, run => run.Early);
        Row(text, "median of the last fifth, MB", runs, run => run.Late);
        Row(text, "pictures/s", runs, run => run.PicturesPerSecond);
        if (runs.Count == 2)
        {
            var more = BenchmarkReport.Median(runs[0].Select(run => run.Late)) - BenchmarkReport.Median(runs[1].Select(run => run.Late));
            text.Line($"\nThe last fifth takes {more:F0} MB more than before; the goal is at most {GoalMegabytes} MB.");
        }

        BenchmarkReport.Write(results, "memory", text.ToString(), runs);
    }

    private static void Row(StringBuilder text, string name, IReadOnlyList<IReadOnlyList<MemoryFigures>> runs, Func<MemoryFigures, double> value) =>
        text.Line($"| {name} | {Values(runs[0], value)} | {(runs.Count == 2 ? Values(runs[1], value) : "–")} |");

    private static string Values(IReadOnlyList<MemoryFigures> runs, Func<MemoryFigures, double> value) =>
        string.Join(", ", runs.Select(run => value(run).ToString("F0", CultureInfo.InvariantCulture)));
}

/// <summary>One run: resident megabytes, and pictures a second.</summary>
internal sealed record MemoryFigures(double Most, double Early, double Late, double PicturesPerSecond);
