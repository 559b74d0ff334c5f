using System.Globalization;
using System.Net;

namespace MediaPipeline.EndToEnd.Tests.Running;

/// <summary>What a process listens on, from /proc: for whoever wants to connect to it, nothing else is there.</summary>
internal static class OpenSockets
{
    private const string Listening = "0A";
    private const string AcceptsConnections = "00010000";

    /// <summary>TCP addresses (proc(5), /proc/pid/net/tcp: local address, state and inode are columns 2, 4 and 10).</summary>
    public static IReadOnlyList<IPEndPoint> Tcp(int processId) =>
        [.. new[] { "tcp", "tcp6" }.SelectMany(kind => Rows(processId, kind)).Where(row => row[3] == Listening && Inodes(processId).Contains(row[9]))
            .Select(row => EndPointOf(row[1]))];

    /// <summary>UDP addresses.</summary>
    public static IReadOnlyList<IPEndPoint> Udp(int processId) =>
        [.. new[] { "udp", "udp6" }.SelectMany(kind => Rows(processId, kind)).Where(row => Inodes(processId).Contains(row[9]))
            .Select(row => EndPointOf(row[1]))];

    /// <summary>Unix sockets by their paths (/proc/pid/net/unix: flags, inode and path are columns 4, 7 and 8).</summary>
    public static IReadOnlyList<string> Unix(int processId) =>
        [.. Rows(processId, "unix").Where(row => row[3] == AcceptsConnections && Inodes(processId).Contains(row[6])).Select(row => row[7])];

    private static IEnumerable<string[]> Rows(int processId, string kind) =>
        File.ReadLines($"/proc/{processId}/net/{kind}").Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static HashSet<string> Inodes(int processId) =>
        [.. Directory.EnumerateFileSystemEntries($"/proc/{processId}/fd").Select(Target)
            .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal)).Select(target => target[8..^1])];

    private static string Target(string descriptor) => new FileInfo(descriptor).LinkTarget ?? "";

    // The address is hexadecimal, in words of four bytes in the order of the processor.
    private static IPEndPoint EndPointOf(string text)
    {
        var parts = text.Split(':');
        var bytes = Convert.FromHexString(parts[0]).Chunk(4).SelectMany(word => word.Reverse()).ToArray();
        return new IPEndPoint(new IPAddress(bytes), int.Parse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
