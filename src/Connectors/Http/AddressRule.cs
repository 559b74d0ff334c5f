using System.Net;
using System.Net.Sockets;

namespace MediaPipeline.Connectors.Http;

/// <summary>
/// Which addresses a connection may be opened to when the URL came in data: those of the public Internet, and those of networks that are listed.
/// </summary>
/// <param name="allowed">Networks that are permitted though they are not public.</param>
internal sealed class AddressRule(IReadOnlyList<IPNetwork> allowed)
{
    // Of https://www.iana.org/assignments/iana-ipv4-special-registry what is not globally reachable, multicast, and the relays of 6to4.
    private static readonly IPNetwork[] NotPublic4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    // All public addresses lie in the first network; of it, https://www.iana.org/assignments/iana-ipv6-special-registry lists these as not public, and those of
    // Teredo and 6to4, which lead to any address of IPv4.
    private static readonly IPNetwork Public6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] NotPublic6 = Networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    // Its last 32 bits are the address that is reached (NAT64, RFC 6052).
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    public bool Permits(IPAddress address)
    {
        var reached = Unwrap(address);
        return allowed.Any(network => network.Contains(reached)) || IsPublic(reached);
    }

    private static bool IsPublic(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !NotPublic4.Any(network => network.Contains(address)),
        AddressFamily.InterNetworkV6 => Public6.Contains(address) && !NotPublic6.Any(network => network.Contains(address)),
        _ => false,
    };

    private static IPAddress Unwrap(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : Translated.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(12))
        : address;

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
