using System.Globalization;

namespace MediaPipeline.Benchmarks;

/// <summary>Resident memory of a process (proc(5), /proc/pid/status, VmRSS).</summary>
internal static class ResidentMemory
{
    public static long MegabytesOf(int process) => long.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) >> 10;
}
