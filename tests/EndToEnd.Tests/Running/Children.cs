using System.Globalization;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>The child processes of a process, from /proc.</summary>
internal static class Children
{
    public static IReadOnlyList<int> Of(int processId) =>
        [.. Directory.EnumerateDirectories($"/proc/{processId}/task").SelectMany(ReadChildren).Distinct()];

    /// <summary>Resident memory of a process in bytes.</summary>
    public static long ResidentBytes(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1_024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private static IEnumerable<int> ReadChildren(string task)
    {
        try
        {
            return File.ReadAllText(Path.Join(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // The thread has ended between listing and reading: it has no children any more.
            return [];
        }
    }
}
