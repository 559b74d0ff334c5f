using System.Text;

namespace MediaPipeline.Benchmarks.Start;

internal static class StartReport
{
    private const double GoalMilliseconds = 2_000;
    private const double GoalMegabytes = 190;

    /// <param name="starts">Of the program, then of the one before, if any.</param>
    public static void Write(string results, int items, string load, IReadOnlyList<IReadOnlyList<StartFigures>> starts)
    {
        var text = new StringBuilder();
        text.Line($"# Start\n");
        text.Line($"From the start of the built program to its first answer on `/health/ready`, {items:N0} items in the store, alone on SQLite; ",
            $"{starts[0].Count} starts each, in turns. {BenchmarkReport.Machine}; load average {load} at the start.");
        text.Line($"Processor time and resident memory are of the server when it is ready, without its workers. Medians (least–most); the ratio is of ",
            $"the medians.\n");
        text.Line($"Again: `./run --version && dotnet run -c Release --project tests/Benchmarks -- {StartBenchmark.Usage}`, the program being ",
            $"`.setup/app/mediapipeline`.\n");
        text.Line($"| | this build | build before | ratio | goal |\n|---|---|---|---|---|");
        Row(text, "ready, ms", starts, start => start.ReadyMilliseconds, $"{GoalMilliseconds:N0}");
        Row(text, "processor time, ms", starts, start => start.ProcessorMilliseconds, "–");
        Row(text, "resident, MB", starts, start => start.ResidentMegabytes, $"{GoalMegabytes}");
        BenchmarkReport.Write(results, "start", text.ToString(), starts);
    }

    private static void Row(StringBuilder text, string name, IReadOnlyList<IReadOnlyList<StartFigures>> starts, Func<StartFigures, double> value, string goal)
    {
        var columns = starts.Select(some => some.Select(value).Order().ToArray()).ToArray();
        var ratio = columns.Length == 2 ? FormattableString.Invariant($"{BenchmarkReport.Median(columns[0]) / BenchmarkReport.Median(columns[1]):F2}") : "–";
        text.Line($"| {name} | {Spread(columns[0])} | {(columns.Length == 2 ? Spread(columns[1]) : "–")} | {ratio} | {goal} |");
    }

    private static string Spread(double[] sorted) => FormattableString.Invariant($"{BenchmarkReport.Median(sorted):F0} ({sorted[0]:F0}–{sorted[^1]:F0})");
}
