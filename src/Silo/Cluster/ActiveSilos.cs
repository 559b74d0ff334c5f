using Orleans.Runtime;

namespace MediaPipeline.Silo.Cluster;

internal static class ActiveSilos
{
    public static HashSet<SiloAddress> FindActive(this ClusterMembershipSnapshot snapshot) =>
        [.. snapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress)];
}
