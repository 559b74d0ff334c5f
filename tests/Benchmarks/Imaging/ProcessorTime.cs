using System.Globalization;

namespace MediaPipeline.Benchmarks.Imaging;

/// <summary>Processor time from /proc (proc(5), /proc/pid/stat, fields 4 and 14 to 17).</summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100;

    /// <summary>Seconds that a process has computed by itself.</summary>
    public static double Of(int process) => Read($"/proc/{process}")!.Ticks / TicksPerSecond;

    /// <summary>Seconds that a process and its children have computed, those that have ended too.</summary>
    public static double OfFamily(int process) => Directory.EnumerateDirectories("/proc")
        .Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0]))
        .Select(Read).OfType<Stat>()
        .Sum(stat => stat.Id == process ? stat.Ticks + stat.TicksOfEnded : stat.Parent == process ? stat.Ticks : 0) / TicksPerSecond;

    private static Stat? Read(string directory)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(directory, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return new Stat(Number(Path.GetFileName(directory)), Number(fields[1]), Number(fields[11]) + Number(fields[12]),
                Number(fields[13]) + Number(fields[14]));
        }
        catch (IOException)
        {
            // It has ended since it was listed; its parent counts it now.
            return null;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Stat(int Id, int Parent, long Ticks, long TicksOfEnded);
}
