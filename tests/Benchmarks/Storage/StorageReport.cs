using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace MediaPipeline.Benchmarks.Storage;

/// <summary>What a run came to, as a page for people and JSON for programs.</summary>
internal sealed class StorageReport(int rows)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public int Rows { get; } = rows;

    public string Machine { get; } = $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, .NET {Environment.Version}";

    /// <summary>Load average of the last minute when the run began, and when it ended.</summary>
    public string Load { get; set; } = "";

    public string LoadAtEnd { get; set; } = "";

    public Percentiles Disk { get; set; } = new(0, 0, 0);

    public List<WriteFigures> Peers { get; } = [];

    public List<WriteFigures> Grouped { get; } = [];

    public List<CommitFigures> Renditions { get; set; } = [];

    public BulkFigures? Bulk { get; set; }

    public void Write(string directory)
    {
        Directory.CreateDirectory(directory);
        var page = ToMarkdown();
        File.WriteAllText(Path.Combine(directory, "storage.md"), page);
        File.WriteAllText(Path.Combine(directory, "storage.json"), JsonSerializer.Serialize(this, Indented) + "\n");
        Console.Out.WriteLine(page);
    }

    private string ToMarkdown()
    {
        var text = new StringBuilder();
        Line(text, $"# Storage on SQLite (WAL, synchronous=FULL)\n");
        Line(text, $"{Machine}; load average {Load} at the start, {LoadAtEnd} at the end. Run again: `dotnet run -c Release --project tests/Benchmarks -- storage`.\n");
        Line(text, $"Sync of 4 KiB appended on that disk: p50 {Disk.P50} ms, p95 {Disk.P95} ms, p99 {Disk.P99} ms.\n");
        Line(text, $"| state writes | writers | writes/s | acknowledged p50 / p95 / p99 ms | commit p50 / p95 / p99 ms | writes a commit |\n|---|---|---|---|---|---|");
        foreach (var row in Peers.Concat(Grouped))
        {
            Line(text, $"| {row.Way} | {row.Writers} | {row.PerSecond:N0} | {Text(row.Acknowledged)} | {Text(row.Commit)} | {row.WritesPerCommit} |");
        }

        Line(text, $"\n| both renditions of a picture | at once | pictures/s | commit p50 / p95 / p99 ms |\n|---|---|---|---|");
        foreach (var row in Renditions)
        {
            Line(text, $"| {row.Way} | {row.AtOnce} | {row.PerSecond:N0} | {Text(row.Took)} |");
        }

        Line(text, $"\n| {Rows:N0} rows in bulk | |\n|---|---|");
        Line(text, $"| inserted, pages of 1,000 | {Bulk!.RowsPerSecond:N0} rows/s (last tenth {Bulk.LastRowsPerSecond:N0}) |");
        Line(text, $"| read as a second scan reads them | {Bulk.KnownPerSecond:N0} rows/s |");
        Line(text, $"| page of 50 in natural order with total: first, middle, last | {string.Join(", ", Bulk.Pages)} ms |");
        Line(text, $"| page of failed ones (none) | {Bulk.FailedPage} ms |");
        Line(text, $"| counts of the job; of the collection | {Bulk.TallyMilliseconds} ms; {Bulk.CollectionMilliseconds} ms |");
        Line(text, $"| resident after the inserts | {Bulk.ResidentMegabytes} MB |");
        return text.ToString();
    }

    private static string Text(Percentiles? figures) => figures is null ? "–" : string.Create(CultureInfo.InvariantCulture, $"{figures.P50} / {figures.P95} / {figures.P99}");

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
