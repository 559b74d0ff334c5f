using System.Net;
using MediaPipeline.Grains.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace MediaPipeline.Silo.Cluster;

/// <summary>Whenever a silo comes, begins to stop or is gone, what a lost silo was doing goes on within seconds, and jobs drive as much as fits those that are there.</summary>
internal sealed partial class MembershipWatch(IClusterMembershipService membership, WorkLeftBehind left, WindowOfAllSilos window, IOptions<EndpointOptions> endpoints, TimeProvider clock, ILogger<MembershipWatch> logger) : BackgroundService
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
            // A host whose start failed is disposed of without being stopped, and would take this for a fault.
        }
    }

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        LogListening(endpoints.Value.AdvertisedIPAddress, endpoints.Value.SiloPort, endpoints.Value.GatewayPort);
        var before = membership.CurrentSnapshot;
        window.TellChange();
        await foreach (var now in membership.MembershipUpdates.WithCancellation(stoppingToken))
        {
            // Not only when other silos are active than before: one that stops has its pictures until it is gone. The same version comes again at each look at the table.
            if (now.Version != before.Version)
            {
                LogChanged(before.CountActive(), now.CountActive());
                before = now;
                window.TellChange();
                await TakeUpAsync(stoppingToken);
            }
        }
    }

    // Right after a loss a grain may still be sought on the silo that is gone, and the database may have gone with it. Whatever it is, this silo goes on with its own work.
    private async Task TakeUpAsync(CancellationToken cancellationToken) =>
        await Retries.Every(TryAgainAfter, clock, _ => !cancellationToken.IsCancellationRequested, LogNotTakenUp)
            .ExecuteAsync(async token => await left.TakeUpAsync(token), cancellationToken);

    [LoggerMessage(4104, LogLevel.Information, "This silo listens for other silos at {Address}:{SiloPort} and for clients at port {GatewayPort}; let nobody else reach them. Another address: Cluster:AdvertisedAddress")]
    private partial void LogListening(IPAddress address, int siloPort, int gatewayPort);

    [LoggerMessage(4101, LogLevel.Information, "The cluster had {Before} active silos and has {Now}; looking for work that was left")]
    private partial void LogChanged(int before, int now);

    [LoggerMessage(4102, LogLevel.Warning, "Work that was left could not be taken up after a change of the cluster; trying again")]
    private partial void LogNotTakenUp(Exception e);
}
