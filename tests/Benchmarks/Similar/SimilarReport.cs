using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace MediaPipeline.Benchmarks.Similar;

/// <param name="Milliseconds">For a first page of 50, from the question to the views.</param>
internal sealed record DuplicateFigures(int MaxDistance, double Milliseconds, long Groups, int LargestGroup);

/// <summary>What a run came to, as a page for people and JSON for programs.</summary>
internal sealed class SimilarReport(int rows)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public int Rows { get; } = rows;

    public string Machine { get; } = $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, .NET {Environment.Version}";

    public string Load { get; set; } = "";

    public string LoadAtEnd { get; set; } = "";

    public double UpgradeSeconds { get; set; }

    /// <summary>Milliseconds, with nothing read before.</summary>
    public double FirstSimilar { get; set; }

    public double Similar { get; set; }

    public double SimilarInCollection { get; set; }

    public List<DuplicateFigures> Duplicates { get; } = [];

    public void Write(string directory)
    {
        Directory.CreateDirectory(directory);
        var page = ToMarkdown();
        File.WriteAllText(Path.Combine(directory, "similar.md"), page);
        File.WriteAllText(Path.Combine(directory, "similar.json"), JsonSerializer.Serialize(this, Indented) + "\n");
        Console.Out.WriteLine(page);
    }

    private string ToMarkdown()
    {
        var text = new StringBuilder();
        Line(text, $"# Pictures that look alike, {Rows:N0} pictures in one collection\n");
        Line(text, $"{Machine}; load average {Load} at the start, {LoadAtEnd} at the end. Medians of five. Run again: `dotnet run -c Release --project tests/Benchmarks -- similar`.\n");
        Line(text, $"One picture in ten is another one with up to 8 bits changed, one in a hundred has one and the same hash, one in a hundred is of one of 16 colours; the rest is random.\n");
        Line(text, $"| | |\n|---|---|");
        Line(text, $"| `similar`, 20 of them within 10 bits: first time; again; in one collection | {FirstSimilar} ms; {Similar} ms; {SimilarInCollection} ms |");
        Line(text, $"| start that brings a store of version 1 up to date | {UpgradeSeconds} s |");
        Line(text, $"\n| `near-duplicates` within | first page of 50 groups, ms | groups | largest |\n|---|---|---|---|");
        foreach (var row in Duplicates)
        {
            Line(text, $"| {row.MaxDistance} | {row.Milliseconds:N0} | {row.Groups:N0} | {row.LargestGroup:N0} |");
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
