using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MediaPipeline.Benchmarks.Storage;
using MediaPipeline.TestKit.Catalogues;

namespace MediaPipeline.Benchmarks.Import;

/// <summary>What the server holds while a long catalogue file passes through it.</summary>
internal static class ImportMemoryBenchmark
{
    public const string Usage = "import-memory PROGRAM [RECORDS]";
    private const int Million = 1_000_000;
    private const int GoalMegabytes = 1_000;
    private const int Parts = 10;

    // Thousands are invalid.
    private static readonly (string, string) Quiet = ("Logging__LogLevel__MediaPipeline.Grains.Items", "Error");

    public static async Task<int> RunAsync(string[] arguments, string results)
    {
        var records = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : Million;
        using var directory = new BenchmarkDirectory(".");
        var file = new FileInfo(ManyTitles.Write(Path.Combine(directory.Path, "titles.jsonl"), records));
        var load = BenchmarkDirectory.LoadAverage();
        var figures = await MeasureAsync(arguments[0], directory.At("data"), file, records);
        Write(records == Million ? results : null, load, figures);
        return 0;
    }

    private static async Task<ImportMemoryFigures> MeasureAsync(string program, string data, FileInfo file, int records)
    {
        await using var server = await ServerProcess.StartAsync(program, data, Quiet);
        var idle = ResidentMemory.MegabytesOf(server.Id);
        var watch = Stopwatch.StartNew();
        using var started = await server.Http.PostAsJsonAsync("/api/v1/imports", new { source = "file", path = file.FullName });
        started.EnsureSuccessStatusCode();
        var job = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("jobIds")[0].GetString();
        var most = new long[Parts];
        JsonElement view;
        do
        {
            await Task.Delay(100);
            view = await server.Http.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job}");
            var part = (int)Math.Min(view.GetProperty("import").GetProperty("read").GetInt64() * Parts / records, Parts - 1);
            most[part] = Math.Max(most[part], ResidentMemory.MegabytesOf(server.Id));
        }
        while (view.GetProperty("completedAt").ValueKind == JsonValueKind.Null);

        return view.GetProperty("import").GetProperty("read").GetInt64() == records
            ? new ImportMemoryFigures(records, file.Length / 1_000_000, idle, most, watch.Elapsed.TotalSeconds)
            : throw new InvalidOperationException($"Of {records} records not all were read: {view}");
    }

    private static void Write(string? results, string load, ImportMemoryFigures figures)
    {
        var text = new StringBuilder();
        text.Line($"# Memory of an import\n");
        text.Line($"{figures.Records:N0} records as JSON lines, {figures.FileMegabytes:N0} MB, some of them invalid or about titles of earlier ones, ",
            $"pass through the server alone on SQLite; resident memory of the server, sampled ten times a second. {BenchmarkReport.Machine}; ",
            $"load average {load} at the start.\n");
        text.Line($"Again: `./run --version && dotnet run -c Release --project tests/Benchmarks -- {Usage}`, the program being `.setup/app/mediapipeline`.\n");
        text.Line($"| | MB |\n|---|---|\n| before the import | {figures.IdleMegabytes} |");
        for (var part = 0; part < Parts; part++)
        {
            text.Line($"| most in the {part + 1}. tenth of the records | {figures.MostMegabytes[part]} |");
        }

        text.Line($"\nAt most {figures.MostMegabytes.Max():N0} MB; the goal is under {GoalMegabytes:N0} MB for {Million:N0} records. ",
            $"It took {figures.Seconds:F0} s, {figures.Records / figures.Seconds:N0} records a second.");
        BenchmarkReport.Write(results, "import-memory", text.ToString(), figures);
    }
}

/// <summary>One import: resident megabytes before it, and at most in each tenth of its records.</summary>
internal sealed record ImportMemoryFigures(int Records, long FileMegabytes, long IdleMegabytes, IReadOnlyList<long> MostMegabytes, double Seconds);
