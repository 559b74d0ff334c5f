using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Runtime;

namespace MediaPipeline.Silo.Cluster;

/// <summary>Whether a silo answers this client.</summary>
internal sealed class GatewayHealthCheck(IGrainFactory grains, TimeProvider clock) : IHealthCheck
{
    public const string Name = "cluster";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var hosts = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true).WaitAsync(Patience, clock, cancellationToken);
            return HealthCheckResult.Healthy($"{hosts.Count} active silos do the work of this client.", HealthCode.Of("ok"));
        }
        catch (Exception e) when (e is OrleansException or TimeoutException or InvalidOperationException)
        {
            return HealthCheckResult.Unhealthy(
                $"No silo answers this client: {e.Message} Start one, or look at the health of those that run.", e, HealthCode.Of("noSilo"));
        }
    }
}
