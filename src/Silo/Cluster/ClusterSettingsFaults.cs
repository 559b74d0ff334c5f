using System.Net;
using System.Text.RegularExpressions;

namespace MediaPipeline.Silo.Cluster;

/// <summary>Finds at start settings with which no other silo could reach this one.</summary>
internal static partial class ClusterSettingsFaults
{
    /// <summary>Cluster settings without the database that clustering needs.</summary>
    public static IEnumerable<string> FindAlone(IConfigurationSection section) => section.GetChildren()
        .Where(setting => !setting.Key.Equals(nameof(ClusterSettings.Dashboard), StringComparison.OrdinalIgnoreCase))
        .Select(setting => $"{setting.Path} is set, and Storage:Provider is not Postgres: a server on SQLite is alone, and opens no port but that of --urls. "
            + "To join a cluster set Storage:Provider to Postgres and Storage:ConnectionString; otherwise remove the setting.");

    public static IEnumerable<string> Find(ClusterSettings options)
    {
        foreach (var (name, id) in ((string, string)[])[(nameof(options.Id), options.Id), (nameof(options.ServiceId), options.ServiceId)])
        {
            if (!IdShape().IsMatch(id))
            {
                yield return $"Cluster:{name} is '{id}'; give at most 40 letters, digits, dots, dashes or underscores, or leave it out for 'mediapipeline'.";
            }
        }

        if (options.SiloPort is < 1 or > 65535)
        {
            yield return $"Cluster:SiloPort is {options.SiloPort}; give a TCP port, 1 to 65535.";
        }

        if (options.GatewayPort is < 0 or > 65535)
        {
            yield return $"Cluster:GatewayPort is {options.GatewayPort}; give a TCP port, 1 to 65535, or 0 when no client connects.";
        }

        if (options.SiloPort == options.GatewayPort)
        {
            yield return $"Cluster:SiloPort and Cluster:GatewayPort are both {options.SiloPort}; give each a port of its own.";
        }

        if (options.AdvertisedAddress is { Length: > 0 } address && !IPAddress.TryParse(address, out _))
        {
            yield return $"Cluster:AdvertisedAddress '{address}' is not an IP address; give the one at which the other silos reach this machine.";
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,40}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdShape();
}
