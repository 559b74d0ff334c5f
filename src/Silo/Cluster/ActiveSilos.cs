using Orleans.Runtime;

namespace MediaPipeline.Silo.Cluster;

internal static class ActiveSilos
{
    public static int CountActive(this ClusterMembershipSnapshot snapshot) => snapshot.Members.Values.Count(member => member.Status == SiloStatus.Active);
}
