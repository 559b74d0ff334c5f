using System.Globalization;

namespace MediaPipeline.Benchmarks.Imaging;

/// <summary>Processor time from /proc (proc(5), /proc/pid/stat, fields 4, 14 and 15).</summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100;

    /// <summary>Seconds that a process and its living children have computed.</summary>
    public static double OfFamily(int process) => Directory.EnumerateDirectories("/proc")
        .Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0]) && File.Exists(Path.Combine(path, "stat")))
        .Select(path => Fields(path))
        .Where(stat => stat.Id == process || stat.Parent == process)
        .Sum(stat => stat.Ticks) / TicksPerSecond;

    private static (int Id, int Parent, long Ticks) Fields(string directory)
    {
        var stat = File.ReadAllText(Path.Combine(directory, "stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(Path.GetFileName(directory)), Number(fields[1]), Number(fields[11]) + Number(fields[12]));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
