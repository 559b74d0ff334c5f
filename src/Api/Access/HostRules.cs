using System.Net;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Access;

/// <summary>Which addresses and names mean this machine.</summary>
internal static class HostRules
{
    private const string Local = "localhost";

    /// <summary>Whether the name in the <c>Host</c> header is a loopback name or a listed one.</summary>
    public static bool IsAllowed(HostString host, IEnumerable<string> listed) =>
        host.HasValue && (IsLoopbackName(host.Host) || listed.Any(name => string.Equals(NameOf(name), host.Host, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether a server that listens there can be reached from this machine only. Kestrel treats an unknown host name as all addresses.</summary>
    public static bool IsLoopbackUrl(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal);
        var authority = start < 0 ? url : url[(start + 3)..];
        return authority.StartsWith("unix:/", StringComparison.OrdinalIgnoreCase) || IsLoopbackName(NameOf(authority.Split('/')[0]));
    }

    /// <summary>The host without its port, brackets kept.</summary>
    public static string NameOf(string host) => new HostString(host).Host;

    private static bool IsLoopbackName(string name) =>
        string.Equals(name, Local, StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("." + Local, StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(name.AsSpan().Trim("[]"), out var address) && IsLoopback(address));

    public static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
