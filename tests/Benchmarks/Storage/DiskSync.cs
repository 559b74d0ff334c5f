using System.Diagnostics;

namespace MediaPipeline.Benchmarks.Storage;

/// <summary>The disk alone: 4 KiB appended and synced, again and again.</summary>
internal static class DiskSync
{
    public static Percentiles Measure(string directory, TimeSpan duration)
    {
        using var file = File.OpenHandle(Path.Combine(directory, "sync"), FileMode.Create, FileAccess.Write);
        var latencies = new Latencies();
        var block = new byte[4096];
        var clock = Stopwatch.StartNew();
        for (long offset = 0; clock.Elapsed < duration; offset += block.Length)
        {
            RandomAccess.Write(file, block, offset);
            var start = clock.Elapsed;
            RandomAccess.FlushToDisk(file);
            latencies.Add(clock.Elapsed - start);
        }

        return latencies.Percentiles();
    }
}
