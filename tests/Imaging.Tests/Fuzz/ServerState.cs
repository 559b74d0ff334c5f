using System.Text;

namespace MediaPipeline.Imaging.Tests.Fuzz;

/// <summary>What a server could lose a little of with each bad picture: pipes to workers, its own memory.</summary>
internal sealed record ServerState(int Pipes, long ManagedBytes)
{
    internal static ServerState Read() => new(
        new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Count(file => file.LinkTarget?.StartsWith("pipe:", StringComparison.Ordinal) ?? false),
        GC.GetTotalMemory(forceFullCollection: true));

    internal void ShouldNotHaveGrownSince(ServerState before)
    {
        Pipes.ShouldBeLessThanOrEqualTo(before.Pipes + PipesOfTheRuntime);
        ManagedBytes.ShouldBeLessThan(before.ManagedBytes + GrowthBytes);
    }

    /// <summary>Processes that still run, or wait to be reaped, with that text in their command line.</summary>
    internal static IReadOnlyList<string> WorkersOf(string text) =>
        [.. Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(path[^1])).Select(ReadCommandLine).Where(line => line.Contains(text))];

    private static string ReadCommandLine(string process)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(process, "cmdline")));
        }
        catch (IOException)
        {
            return ""; // It has just ended.
        }
    }

    // The first process that is started opens them for good.
    private const int PipesOfTheRuntime = 2;
    private const long GrowthBytes = 8_000_000;
}
