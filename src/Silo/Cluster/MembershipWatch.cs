using System.Net;
using MediaPipeline.Grains.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace MediaPipeline.Silo.Cluster;

/// <summary>
/// Whenever a silo joins, begins to stop or dies, the work of lost silos is resumed within seconds, and the window of jobs is adjusted to the active silos.
/// </summary>
internal sealed partial class MembershipWatch(IClusterMembershipService membership, ItemRecovery recovery, ClusterJobWindow window,
    IOptions<EndpointOptions> endpoints, TimeProvider clock, ILogger<MembershipWatch> logger) : BackgroundService
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WatchAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A host whose start failed is disposed of without being stopped, and would treat this as a fault.
        }
    }

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        LogListening(endpoints.Value.AdvertisedIPAddress, endpoints.Value.SiloPort, endpoints.Value.GatewayPort);
        var before = membership.CurrentSnapshot;
        window.NotifyChange();
        await foreach (var now in membership.MembershipUpdates.WithCancellation(stoppingToken))
        {
            // Not only when the set of active silos changes: a stopping silo keeps its pictures until it is gone. The same version is reported again at each
            // refresh of the table.
            if (now.Version != before.Version)
            {
                LogChanged(before.CountActive(), now.CountActive());
                before = now;
                window.NotifyChange();
                await RecoverAsync(stoppingToken);
            }
        }
    }

    // Right after a loss the grain directory may still point to the dead silo, and the database may be unavailable too. Whatever fails, this silo continues.
    private async Task RecoverAsync(CancellationToken cancellationToken) =>
        await Retries.Every(TryAgainAfter, clock, _ => !cancellationToken.IsCancellationRequested, LogNotRecovered)
            .ExecuteAsync(async token => await recovery.RecoverAsync(token), cancellationToken);

    [LoggerMessage(4104, LogLevel.Information, "This silo listens for other silos at {Address}:{SiloPort} and for clients at port {GatewayPort}; let "
        + "nobody else reach them. Another address: Cluster:AdvertisedAddress")]
    private partial void LogListening(IPAddress address, int siloPort, int gatewayPort);

    [LoggerMessage(4101, LogLevel.Information, "The cluster had {Before} active silos and has {Now}; resuming what lost silos had begun")]
    private partial void LogChanged(int before, int now);

    [LoggerMessage(4102, LogLevel.Warning, "What lost silos had begun could not be resumed after a change of the cluster; trying again")]
    private partial void LogNotRecovered(Exception e);
}
