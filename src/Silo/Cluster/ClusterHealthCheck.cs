using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace MediaPipeline.Silo.Cluster;

/// <summary>Whether this silo is an active member of its cluster.</summary>
internal sealed class ClusterHealthCheck(IClusterMembershipService membership, ISiloStatusOracle oracle, IOptions<ClusterSettings> settings) : IHealthCheck
{
    public const string Name = "cluster";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (cluster, status) = (settings.Value.Id, oracle.CurrentStatus);
        return Task.FromResult(status == SiloStatus.Active
            ? HealthCheckResult.Healthy($"This silo is one of {membership.CurrentSnapshot.CountActive()} that are active in cluster '{cluster}'.",
                HealthCode.Of("ok"))
            : HealthCheckResult.Unhealthy($"This silo is {status} in cluster '{cluster}': it takes work when it is Active.",
                data: HealthCode.Of("siloNotActive")));
    }
}
