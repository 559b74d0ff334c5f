using System.Net;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Hosting;
using Orleans.Runtime;

namespace MediaPipeline.Silo.Cluster;

/// <summary>Configures Orleans; docs/cluster.md explains the figures.</summary>
internal static class SiloSetup
{
    private const string Invariant = "Npgsql";
    private const int DirectoryCacheSize = 10_000;
    private const int MaxMessageBodySize = 4 * 1024 * 1024;
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    /// <summary>A standalone silo, on the SQLite file of the data directory. Its address is only a name: there is nothing to connect to.</summary>
    public static void AddAlone(ISiloBuilder silo, ClusterSettings settings)
    {
        silo.UseLocalhostClustering(gatewayPort: 0);
        silo.AddReminders();
        NoConnections.Use(silo.Services);

        // No directory cache needed: every grain is local.
        silo.Configure<GrainDirectoryOptions>(options => options.CachingStrategy = GrainDirectoryOptions.CachingStrategyType.None);
        DashboardPages.CollectFromFirstVisit(silo.Services);
        AddCommon(silo, settings);
    }

    /// <summary>One of the silos that share a database of PostgreSQL.</summary>
    public static void AddMember(ISiloBuilder silo, ClusterSettings settings, string database)
    {
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (settings.Id, settings.ServiceId));
        silo.Configure<EndpointOptions>(options => SetEndpoints(options, settings));
        silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, database));
        silo.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (Invariant, database));
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(2);
            options.NumMissedProbesLimit = 3;
            options.TableRefreshTimeout = TimeSpan.FromSeconds(10);
            options.DefunctSiloExpiration = TimeSpan.FromDays(1);
        });
        AddCommon(silo, settings);
    }

    /// <summary>An Orleans client.</summary>
    public static void AddClient(IClientBuilder client, ClusterSettings settings, string database)
    {
        client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (settings.Id, settings.ServiceId));
        client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, database));
        client.UseConnectionRetryFilter<WaitForSilos>();
        client.Configure<ClientMessagingOptions>(options => (options.ResponseTimeout, options.MaxMessageBodySize) = (ResponseTimeout, MaxMessageBodySize));
        if (settings.Dashboard)
        {
            client.AddDashboard();
        }
    }

    private static void AddCommon(ISiloBuilder silo, ClusterSettings settings)
    {
        // Pictures are rendered on the silo of their grain, in processes whose load Orleans does not see: its default placement keeps nearly all of them on the
        // silo of their job.
        silo.Services.AddSingleton<PlacementStrategy, RandomPlacement>();

        // Each picture has a grain, active only while it is being processed: the default of a million entries would keep those of all processed pictures, and
        // takes 10 MB for each of its two caches.
        silo.Configure<GrainDirectoryOptions>(options => options.CacheSize = DirectoryCacheSize);
        silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromMinutes(15));
        silo.Configure<SiloMessagingOptions>(options => (options.ResponseTimeout, options.MaxMessageBodySize) = (ResponseTimeout, MaxMessageBodySize));
        if (settings.Dashboard)
        {
            silo.AddDashboard();
        }
    }

    private static void SetEndpoints(EndpointOptions options, ClusterSettings settings)
    {
        (options.SiloPort, options.GatewayPort) = (settings.SiloPort, settings.GatewayPort);
        if (settings.AdvertisedAddress is { Length: > 0 } address)
        {
            options.AdvertisedIPAddress = IPAddress.Parse(address);
        }
    }
}
