using System.Text;

namespace MediaPipeline.Benchmarks.Similar;

/// <param name="Milliseconds">For a first page of 50, from the question to the views.</param>
internal sealed record DuplicateFigures(int MaxDistance, double Milliseconds, long Groups, int LargestGroup);

/// <summary>What a run came to, as a page for people and JSON for programs.</summary>
internal sealed class SimilarReport(int rows)
{
    public int Rows { get; } = rows;

    public string Machine { get; } = $"{BenchmarkReport.Machine}, .NET {Environment.Version}";

    public string Load { get; set; } = "";

    public string LoadAtEnd { get; set; } = "";

    public double UpgradeSeconds { get; set; }

    /// <summary>Milliseconds, with nothing read before.</summary>
    public double FirstSimilar { get; set; }

    public double Similar { get; set; }

    public double SimilarInCollection { get; set; }

    public List<DuplicateFigures> Duplicates { get; } = [];

    public void Write(string directory) => BenchmarkReport.Write(directory, "similar", ToMarkdown(), this);

    private string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Line($"# Pictures that look alike, {Rows:N0} pictures in one collection\n");
        text.Line($"{Machine}; load average {Load} at the start, {LoadAtEnd} at the end. Medians of five. Run again: `dotnet run -c Release --project ",
            $"tests/Benchmarks -- similar`.\n");
        text.Line($"One picture in ten is another one with up to 8 bits changed, one in a hundred has one and the same hash, one in a hundred is of ",
            $"one of 16 colours; the rest is random.\n");
        text.Line($"| | |\n|---|---|");
        text.Line($"| `similar`, 20 of them within 10 bits: first time; again; in one collection | {FirstSimilar} ms; {Similar} ms; ",
            $"{SimilarInCollection} ms |");
        text.Line($"| start that brings a store of version 1 up to date | {UpgradeSeconds} s |");
        text.Line($"\n| `near-duplicates` within | first page of 50 groups, ms | groups | largest |\n|---|---|---|---|");
        foreach (var row in Duplicates)
        {
            text.Line($"| {row.MaxDistance} | {row.Milliseconds:N0} | {row.Groups:N0} | {row.LargestGroup:N0} |");
        }

        return text.ToString();
    }
}
