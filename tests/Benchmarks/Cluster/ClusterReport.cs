using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MediaPipeline.Benchmarks.Cluster;

/// <summary>One row of a table, with every round.</summary>
internal sealed record CaseFigures(string Name, int Servers, int WorkersEach, List<RunFigures> Rounds);

/// <summary>What one table came to.</summary>
internal sealed record TableFigures(string Key, string Title, int Pictures, bool SmallPictures, string Machine, string Versions, string Load,
    string LoadAtEnd, IReadOnlyList<CaseFigures> Rows);

/// <summary>All tables, as a page for people and JSON for programs. Tables that were not measured again stay as they were.</summary>
internal sealed class ClusterReport
{
    private const string FileName = "cluster";
    private readonly SortedDictionary<int, TableFigures> _tables = [];

    /// <summary>With what was measured before, where there are results.</summary>
    public static ClusterReport Open(string? directory)
    {
        var report = new ClusterReport();
        if (directory is not null && Path.Combine(directory, $"{FileName}.json") is var path && File.Exists(path))
        {
            foreach (var table in JsonSerializer.Deserialize<List<TableFigures>>(File.ReadAllText(path), BenchmarkReport.Json)!)
            {
                report.Replace(table);
            }
        }

        return report;
    }

    public void Replace(TableFigures table) => _tables[ClusterTable.Keys.ToList().IndexOf(table.Key)] = table;

    public void Write(string? directory) => BenchmarkReport.Write(directory, FileName, ToMarkdown(), _tables.Values);

    private string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Line($"# One server and several silos\n");
        text.Line($"The built program takes in a folder by its API, from nothing: state, both renditions, synced. Timed from the accepted job to its ",
            $"end; its start and a sixth as many pictures before them are not counted. Every picture was live once in every run.\n");
        text.Line($"**All processes share the cores of one machine, so more silos cannot be faster here**: the ratios say what a cluster costs, not ",
            $"what it gains; that takes more machines.\n");
        text.Line($"Medians of the rounds (lowest–highest); ratios are to the first row of the same round. Memory is of the processes of the program, ",
            $"without their workers.");
        text.Line($"Run again: `./run --version; dotnet run -c Release --project tests/Benchmarks -- cluster CORPUS [--before PROGRAM] --results ",
            $"tests/Benchmarks/results`.");
        foreach (var table in _tables.Values)
        {
            Write(text, table);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, TableFigures table)
    {
        text.Line($"\n## {table.Title}\n");
        text.Line($"{table.Pictures:N0} pictures, {(table.SmallPictures ? "PNG of 320 × 240" : "real ones of `corpus.sh`")}; ",
            $"{table.Rows[0].Rounds.Count} rounds. {table.Machine}; {table.Versions}; load average {table.Load} at the start, {table.LoadAtEnd} at ",
            $"the end.\n");
        text.Line($"| | workers | pictures/s | ratio | processor ms a picture: all | program | workers | PostgreSQL | % of the pictures by silo, round ",
            $"by round | MB a silo |\n|---|---|---|---|---|---|---|---|---|---|");
        foreach (var row in table.Rows)
        {
            var ratio = row.Rounds.Zip(table.Rows[0].Rounds, (own, first) => first.Seconds / own.Seconds);
            text.Line($"| {row.Name} | {row.Servers} × {row.WorkersEach} | {Spread(row.Rounds.Select(run => table.Pictures / run.Seconds), "F1")} | ",
                $"{Spread(ratio, "F2")} {Costs(row, table.Pictures)} | {Shares(row)} | ",
                $"{Spread(row.Rounds.SelectMany(run => run.ResidentMegabytes).Select(megabytes => (double)megabytes), "F0")} |");
        }
    }

    private static string Costs(CaseFigures row, int pictures) => string.Concat(
        new Func<RunFigures, double>[] { run => run.ProcessorSeconds, run => run.ServerSeconds, run => run.WorkerSeconds, run => run.PostgresSeconds }
            .Select(part => $"| {Spread(row.Rounds.Select(run => 1_000 * part(run) / pictures), "F1")} ")).TrimEnd();

    private static string Shares(CaseFigures row) => row.Servers == 1
        ? "–"
        : string.Join("; ", row.Rounds.Select(
            run => string.Join(" ", run.Made.Select(made => (100.0 * made / run.Made.Sum()).ToString("F0", CultureInfo.InvariantCulture)))));

    private static string Spread(IEnumerable<double> values, string format)
    {
        var sorted = values.Order().ToArray();
        return $"{Text(BenchmarkReport.Median(sorted))} ({Text(sorted[0])}–{Text(sorted[^1])})";

        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }
}
