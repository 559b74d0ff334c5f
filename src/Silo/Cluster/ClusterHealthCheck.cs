using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Runtime;

namespace MediaPipeline.Silo.Cluster;

/// <summary>Whether this silo is an active member of its cluster.</summary>
internal sealed class ClusterHealthCheck(IClusterMembershipService membership, ILocalSiloDetails local) : IHealthCheck
{
    public const string Name = "cluster";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var snapshot = membership.CurrentSnapshot;
        var status = snapshot.GetSiloStatus(local.SiloAddress);
        var active = snapshot.FindActive().Count;
        return Task.FromResult(status == SiloStatus.Active
            ? HealthCheckResult.Healthy($"This silo is one of {active} that are active in cluster '{local.ClusterId}'.", HealthCode.Of("ok"))
            : HealthCheckResult.Unhealthy($"This silo is {status} in cluster '{local.ClusterId}': it takes work when it is Active.", data: HealthCode.Of("siloNotActive")));
    }
}
