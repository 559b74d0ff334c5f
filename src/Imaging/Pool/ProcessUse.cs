using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace MediaPipeline.Imaging.Pool;

/// <summary>Resources that a worker process has used so far.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProcessUse(long ResidentBytes, TimeSpan ProcessorTime)
{
    internal static ProcessUse Of(Process process)
    {
        try
        {
            return OperatingSystem.IsLinux() ? ReadProc(process.Id) : ReadAnywhere(process);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // It has just ended; the caller that awaits its answer notices.
            return default;
        }
    }

    /// <summary>Field 24 of /proc/[pid]/stat is the resident set in pages, 14 and 15 the time in user and kernel mode in ticks (proc(5)).</summary>
    private static ProcessUse ReadProc(int id)
    {
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return new ProcessUse(long.Parse(fields[21], CultureInfo.InvariantCulture) * Environment.SystemPageSize, TimeSpan.FromSeconds(ticks / TicksPerSecond));
    }

    private static ProcessUse ReadAnywhere(Process process)
    {
        process.Refresh();
        return new ProcessUse(process.WorkingSet64, process.TotalProcessorTime);
    }

    // USER_HZ, which is 100 on every Linux that the runtime runs on.
    private const double TicksPerSecond = 100;
}
