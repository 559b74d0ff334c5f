using System.Collections.Concurrent;

namespace MediaPipeline.Benchmarks.Storage;

/// <summary>Milliseconds at the median, 95 and 99 in a hundred.</summary>
internal sealed record Percentiles(double P50, double P95, double P99)
{
    public static Percentiles Of(IReadOnlyCollection<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted.Length == 0 ? new(0, 0, 0) : new(At(sorted, 0.50), At(sorted, 0.95), At(sorted, 0.99));
    }

    private static double At(double[] sorted, double part) => Math.Round(sorted[(int)Math.Min(sorted.Length - 1, part * sorted.Length)], 3);
}

/// <summary>Collects how long things took, from many threads.</summary>
internal sealed class Latencies
{
    private readonly ConcurrentBag<double> _milliseconds = [];

    public void Add(TimeSpan took) => _milliseconds.Add(took.TotalMilliseconds);

    public int Count => _milliseconds.Count;

    public double Sum => _milliseconds.Sum();

    public Percentiles Percentiles() => Storage.Percentiles.Of(_milliseconds);
}

/// <param name="PerSecond">Acknowledged writes a second.</param>
/// <param name="Acknowledged">From the call to the acknowledgement.</param>
/// <param name="Commit">From the first statement of a group to its sync; null where each write is its own.</param>
internal sealed record WriteFigures(string Way, int Writers, double PerSecond, Percentiles Acknowledged, Percentiles? Commit, double WritesPerCommit);
