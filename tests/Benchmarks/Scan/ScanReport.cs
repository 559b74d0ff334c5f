using System.Globalization;
using MediaPipeline.Benchmarks.Storage;

namespace MediaPipeline.Benchmarks.Scan;

/// <summary>What a run found.</summary>
/// <param name="Pages">The first page, the next, one in the middle, the next, the last; the first is asked right after the start.</param>
internal sealed record ScanReport(int Pictures, TimeSpan First, TimeSpan Second, IReadOnlyList<TimeSpan> Pages, MemoryCurve Memory)
{
    public string ToMarkdown() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
         # Scan of {Pictures:N0} pictures

         A listing made by the benchmark, nothing decoded; grains, a silo alone and SQLite (
             synchronous=FULL) as the server runs them. {Environment.ProcessorCount} cores, load average {BenchmarkDirectory.LoadAverage()}.
         Again: `dotnet run -c Release --project tests/Benchmarks -- scan --results tests/Benchmarks/results`

         | | measured | goal |
         |---|---|---|
         | first scan | {First.TotalSeconds:F1} s, {Pictures / First.TotalSeconds:N0} pictures/s | 20,000 pictures/s |
         | second scan, all unchanged | {Second.TotalSeconds:F1} s, {First / Second:F1} times as fast | 5 times |
         | page of 50 with total: first, second, middle, the next,
             last | {string.Join(", ", Pages.Select(page => page.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture)))} ms | 100 ms |
         | resident, most in each tenth of the first scan | {string.Join(", ", Memory.Tenths(Pictures))} MB | flat |

         """);
}
