using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MediaPipeline.Benchmarks.Storage;
using MediaPipeline.TestKit.Pictures;

namespace MediaPipeline.Benchmarks.Kill;

/// <summary>
/// The server is killed (SIGKILL) again and again in the middle of an import and started again: how soon it is at work again. Where an earlier build is named
/// the two take turns, and are killed after the same times.
/// </summary>
internal static class KillBenchmark
{
    public const string Usage = "kill PROGRAM [PROGRAM BEFORE]";
    private const int Pictures = 240;
    private const int Kills = 20;
    private const int Rounds = 2;

    public static async Task<int> RunAsync(string[] programs, string results)
    {
        using var directory = new BenchmarkDirectory(".");
        var pictures = directory.At("pictures");
        PngPicture.WriteMany(Pictures, 2_000, 1_500, i => Path.Combine(pictures, string.Create(CultureInfo.InvariantCulture, $"{i}.png")));
        var runs = programs.Select(_ => new List<KillFigures>()).ToList();
        var load = BenchmarkDirectory.LoadAverage();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < programs.Length; i++)
            {
                var data = directory.At($"data {round} {i}");
                runs[i].Add(await MeasureAsync(programs[i], data, pictures, new Random(round)));
                Directory.Delete(data, recursive: true);
                Console.Error.WriteLine($"round {round + 1}: {programs[i]}: {runs[i][^1].Summary}");
            }
        }

        Write(results, load, runs);
        return 0;
    }

    private static async Task<KillFigures> MeasureAsync(string program, string data, string pictures, Random chance)
    {
        string? job = null;
        List<double> ready = [], working = [];
        var watch = Stopwatch.StartNew();
        for (var kill = 0; kill < Kills; kill++)
        {
            var started = Stopwatch.GetTimestamp();
            var server = await ServerProcess.StartAsync(program, data);
            ready.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            job ??= (await Importing.StartAsync(server.Http, pictures)).Job;
            var before = Importing.LiveOf(await LookAsync(server, job));
            while (Importing.LiveOf(await LookAsync(server, job)) == before)
            {
                await Task.Delay(10);
            }

            working.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await Task.Delay(chance.Next(0, 500));
            await server.KillAsync();
        }

        await using var last = await ServerProcess.StartAsync(program, data);
        await Importing.WaitAsync(last.Http, job!);
        var view = await LookAsync(last, job!);
        var files = new[] { "thumbnails", "cache" }.Sum(kind => Directory.GetFiles(Path.Combine(data, "cache", kind), "*", SearchOption.AllDirectories).Length);
        if (Importing.LiveOf(view) != Pictures || files != 2 * Pictures)
        {
            throw new InvalidOperationException($"Of {Pictures} pictures {Importing.LiveOf(view)} are live, with {files} renditions: {view}");
        }

        return new KillFigures(ready, working, watch.Elapsed.TotalSeconds);
    }

    private static Task<JsonElement> LookAsync(ServerProcess server, string job) => server.Http.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job}");

    private static void Write(string results, string load, IReadOnlyList<IReadOnlyList<KillFigures>> runs)
    {
        var text = new StringBuilder();
        text.Line($"# Killed again and again\n");
        text.Line($"An import of {Pictures} pictures (PNG of 2,000 × 1,500), alone on SQLite; the server is killed {Kills} times, up to half a second ",
            $"after it has made another picture live, and started again; {Rounds} rounds, in turns. Every run ended with every picture live and no ",
            $"file too many. {BenchmarkReport.Machine}; load average {load} at the start.\n");
        text.Line($"Again: `./run --version && dotnet run -c Release --project tests/Benchmarks -- {Usage}`, the program being `.setup/app/mediapipeline`.\n");
        text.Line($"| medians of all starts (least–most) | this build | build before |\n|---|---|---|");
        Row(text, "from start to ready, ms", runs, run => run.ReadyMilliseconds);
        Row(text, "from start to the next live picture, ms", runs, run => run.WorkingMilliseconds);
        Row(text, "whole import with all kills, s", runs, run => [run.Seconds]);
        BenchmarkReport.Write(results, "kill", text.ToString(), runs);
    }

    private static void Row(StringBuilder text, string name, IReadOnlyList<IReadOnlyList<KillFigures>> runs, Func<KillFigures, IEnumerable<double>> values) =>
        text.Line($"| {name} | {Spread(runs[0].SelectMany(values))} | {(runs.Count == 2 ? Spread(runs[1].SelectMany(values)) : "–")} |");

    private static string Spread(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return FormattableString.Invariant($"{BenchmarkReport.Median(sorted):F0} ({sorted[0]:F0}–{sorted[^1]:F0})");
    }
}

/// <summary>One import with all its kills.</summary>
internal sealed record KillFigures(IReadOnlyList<double> ReadyMilliseconds, IReadOnlyList<double> WorkingMilliseconds, double Seconds)
{
    public string Summary => FormattableString.Invariant(
        $"ready {BenchmarkReport.Median(ReadyMilliseconds):F0} ms, at work {BenchmarkReport.Median(WorkingMilliseconds):F0} ms, in all {Seconds:F1} s");
}
