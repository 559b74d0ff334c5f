using Microsoft.Extensions.Options;

namespace MediaPipeline.Silo.Cluster;

/// <summary>How a silo finds the others, and is found by them.</summary>
internal sealed class ClusterSettings
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Cluster";

    /// <exception cref="OptionsValidationException">A value has the wrong type; the message names the setting.</exception>
    public static ClusterSettings Of(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection(Section).Get<ClusterSettings>() ?? new ClusterSettings();
        }
        catch (InvalidOperationException wrong)
        {
            throw new OptionsValidationException(Section, typeof(ClusterSettings), [$"{wrong.Message} docs/cluster.md lists the settings of this section."]);
        }
    }

    /// <summary>Silos with the same id on the same database are one cluster; <c>mediapipeline</c> by default.</summary>
    public string Id { get; set; } = "mediapipeline";

    /// <summary>Orleans' service id, which owns the reminders: keep it when the cluster gets another id; <c>mediapipeline</c> by default.</summary>
    public string ServiceId { get; set; } = "mediapipeline";

    /// <summary>TCP port on which the other silos call this one; 11111 by default.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>TCP port on which clients call this silo; 30000 by default, 0 when there are none.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>
    /// Address at which the others reach this silo; by default the lowest address of this machine that is not a loopback one, and 127.0.0.1 when HTTP is for
    /// this machine only.
    /// </summary>
    public string? AdvertisedAddress { get; set; }

    /// <summary><c>Silo</c> by default; <c>Client</c> runs no grains.</summary>
    public ClusterRole Role { get; set; } = ClusterRole.Silo;

    /// <summary>Whether Orleans' dashboard is at <c>/dashboard/</c>; true by default, the same for all of a cluster.</summary>
    public bool Dashboard { get; set; } = true;
}
