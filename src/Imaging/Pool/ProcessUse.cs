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
        using var file = File.OpenHandle(
            string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> buffer = stackalloc byte[LongestLine];
        ReadOnlySpan<byte> stat = buffer[..RandomAccess.Read(file, buffer, 0)];
        stat = stat[(stat.LastIndexOf((byte)')') + 2)..];
        var (field, ticks, pages) = (0, 0L, 0L);
        foreach (var range in stat.Split((byte)' '))
        {
            var value = field is 11 or 12 or 21 ? long.Parse(stat[range], CultureInfo.InvariantCulture) : 0;
            (ticks, pages) = field++ is 21 ? (ticks, value) : (ticks + value, pages);
        }

        return new ProcessUse(pages * Environment.SystemPageSize, TimeSpan.FromSeconds(ticks / TicksPerSecond));
    }

    private static ProcessUse ReadAnywhere(Process process)
    {
        process.Refresh();
        return new ProcessUse(process.WorkingSet64, process.TotalProcessorTime);
    }

    // Some 50 numbers of at most 20 digits.
    private const int LongestLine = 2048;

    // USER_HZ, which is 100 on every Linux that the runtime runs on.
    private const double TicksPerSecond = 100;
}
