using System.Net;
using MediaPipeline.Grains.Events;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Silo.Cluster;
using MediaPipeline.Storage;
using MediaPipeline.Storage.Postgres;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Metadata;

namespace MediaPipeline.Silo.Hosting;

/// <summary>Microsoft Orleans: a standalone silo, one of the silos that share a database of PostgreSQL, or a client of them.</summary>
internal static class OrleansHosting
{
    public static IServiceCollection AddConfiguredOrleans(this IServiceCollection services, IConfiguration configuration)
    {
        // The first provider is asked first.
        services.AddSingleton<IGrainInterfaceTypeProvider, KnownInterfaceTypes>();
        var section = configuration.GetSection(ClusterSettings.Section);
        services.AddOptions<ClusterSettings>().Bind(section);
        var settings = ClusterSettings.Of(configuration);
        var faults = configuration.UsesPostgres() ? ClusterSettingsFaults.Find(settings) : ClusterSettingsFaults.FindAlone(section);
        if (faults.ToList() is { Count: > 0 } found)
        {
            throw new OptionsValidationException(ClusterSettings.Section, typeof(ClusterSettings), found);
        }

        if (!configuration.UsesPostgres())
        {
            return services.AddOrleans(silo => SiloSetup.AddAlone(silo, settings)).AddMemoryEventFeed();
        }

        // If HTTP is limited to this machine, the silo ports must be too.
        if (PipelineSettings.IsLoopbackOnly(configuration[WebHostDefaults.ServerUrlsKey] ?? ""))
        {
            settings.AdvertisedAddress = string.IsNullOrEmpty(settings.AdvertisedAddress) ? IPAddress.Loopback.ToString() : settings.AdvertisedAddress;
        }

        var database = PostgresConnections.StringOf(configuration);
        services.AddSingleton(new DatabaseMember(settings.Id, DatabaseMember.ThisVersion));
        services.AddHealthChecks().AddCheck<SharedFoldersHealthCheck>(SharedFoldersHealthCheck.Name);
        services = settings.Role == ClusterRole.Silo
            ? services.AddMember(silo => SiloSetup.AddMember(silo, settings, database))
            : services.AddClient(client => SiloSetup.AddClient(client, settings, database));
        return services.AddClusterEventFeed();
    }

    /// <summary>Only silos look for unfinished work.</summary>
    public static bool RunsGrains(this IConfiguration configuration) => ClusterSettings.Of(configuration).Role != ClusterRole.Client;

    private static IServiceCollection AddMember(this IServiceCollection services, Action<ISiloBuilder> setUp)
    {
        services.AddOrleans(setUp);
        services.AddSingleton<ClusterJobWindow>();
        services.AddSingleton<IPostConfigureOptions<JobOptions>>(provider => provider.GetRequiredService<ClusterJobWindow>());
        services.AddSingleton<IOptionsChangeTokenSource<JobOptions>>(provider => provider.GetRequiredService<ClusterJobWindow>());
        services.AddHostedService<MembershipWatch>();
        services.AddHealthChecks().AddCheck<ClusterHealthCheck>(ClusterHealthCheck.Name);
        return services;
    }

    private static IServiceCollection AddClient(this IServiceCollection services, Action<IClientBuilder> setUp)
    {
        services.AddOrleansClient(setUp);
        services.AddHealthChecks().AddCheck<GatewayHealthCheck>(GatewayHealthCheck.Name);
        return services;
    }
}
