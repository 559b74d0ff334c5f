using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Silo.Cluster;

/// <summary>Finds at start what would otherwise be a silo that nobody reaches.</summary>
internal sealed partial class ClusterSettingsValidator : IValidateOptions<ClusterSettings>
{
    public ValidateOptionsResult Validate(string? name, ClusterSettings options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(ClusterSettings options)
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

        if (options.AdvertisedAddress is { } address && !IPAddress.TryParse(address, out _))
        {
            yield return $"Cluster:AdvertisedAddress '{address}' is not an IP address; give the one at which the other silos reach this machine.";
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,40}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdShape();
}
