using System.Globalization;
using System.Text;

namespace MediaPipeline.Benchmarks.Storage;

/// <summary>What a run came to, as a page for people and JSON for programs.</summary>
internal sealed class StorageReport(int rows, TimeSpan duration)
{
    public int Rows { get; } = rows;

    public double Seconds { get; } = duration.TotalSeconds;

    public string Machine { get; } = $"{BenchmarkReport.Machine}, .NET {Environment.Version}";

    /// <summary>Load average of the last minute when the run began, and when it ended.</summary>
    public string Load { get; set; } = "";

    public string LoadAtEnd { get; set; } = "";

    public Percentiles Disk { get; set; } = new(0, 0, 0);

    public List<WriteFigures> Peers { get; } = [];

    public List<WriteFigures> Grouped { get; } = [];

    public List<CommitFigures> Renditions { get; set; } = [];

    public BulkFigures? Bulk { get; set; }

    /// <summary>The same on PostgreSQL, where it is installed.</summary>
    public BulkFigures? PostgresBulk { get; set; }

    public void Write(string directory) => BenchmarkReport.Write(directory, "storage", ToMarkdown(), this);

    private string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Line($"# Storage on SQLite (WAL, synchronous=FULL) and on PostgreSQL (fsync on, loopback)\n");
        text.Line($"{Machine}; load average {Load} at the start, {LoadAtEnd} at the end. Run again: `dotnet run -c Release --project tests/Benchmarks ",
            $"-- storage --rows {Rows} --seconds {Seconds}`.\n");
        text.Line($"Sync of 4 KiB appended on that disk: p50 {Disk.P50} ms, p95 {Disk.P95} ms, p99 {Disk.P99} ms.\n");
        text.Line($"| state writes | writers | writes/s | to SQLite grouped | acknowledged p50 / p95 / p99 ms | commit p50 / p95 / p99 ms | writes a ",
            $"commit |\n|---|---|---|---|---|---|---|");
        foreach (var row in Peers.Concat(Grouped))
        {
            text.Line($"| {row.Way} | {row.Writers} | {row.PerSecond:N0} | {Ratio(row)} | {Text(row.Acknowledged)} | {Text(row.Commit)} | ",
                $"{row.WritesPerCommit} |");
        }

        text.Line($"\n| both renditions of a picture | at once | pictures/s | commit p50 / p95 / p99 ms |\n|---|---|---|---|");
        foreach (var row in Renditions)
        {
            text.Line($"| {row.Way} | {row.AtOnce} | {row.PerSecond:N0} | {Text(row.Took)} |");
        }

        Bulks(text, "SQLite", Bulk!);
        if (PostgresBulk is { } bulk)
        {
            Bulks(text, "PostgreSQL", bulk);
        }

        return text.ToString();
    }

    private string Ratio(WriteFigures row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.PerSecond / Grouped.First(sqlite => sqlite.Writers == row.Writers).PerSecond:F2}");

    private void Bulks(StringBuilder text, string database, BulkFigures bulk)
    {
        text.Line($"\n| {Rows:N0} rows in bulk, {database} | |\n|---|---|");
        text.Line($"| inserted, pages of 1,000 | {bulk.RowsPerSecond:N0} rows/s (last tenth {bulk.LastRowsPerSecond:N0}) |");
        text.Line($"| read as a second scan reads them | {bulk.KnownPerSecond:N0} rows/s |");
        text.Line($"| page of 50 in natural order with total: first, middle, last | {string.Join(", ", bulk.Pages)} ms |");
        text.Line($"| page of failed ones (none) | {bulk.FailedPage} ms |");
        text.Line($"| counts of the job; of the collection | {bulk.TallyMilliseconds} ms; {bulk.CollectionMilliseconds} ms |");
        text.Line($"| resident after the inserts | {bulk.ResidentMegabytes} MB |");
    }

    private static string Text(Percentiles? figures) => figures is null ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{figures.P50} / {figures.P95} / {figures.P99}");
}
