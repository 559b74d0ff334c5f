using MediaPipeline.Grains.Jobs;
using MediaPipeline.Silo.Cluster;
using MediaPipeline.Storage;
using MediaPipeline.Storage.Postgres;
using Microsoft.Extensions.Options;
using Orleans.Hosting;

namespace MediaPipeline.Silo.Hosting;

/// <summary>Microsoft Orleans: one of the silos that share a database of PostgreSQL, a client of them, or one silo alone.</summary>
internal static class GrainRuntime
{
    public static IServiceCollection AddGrainRuntime(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(ClusterSettings.Section);
        services.AddOptions<ClusterSettings>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ClusterSettings>, ClusterSettingsValidator>();
        var settings = section.Get<ClusterSettings>() ?? new ClusterSettings();
        if (new ClusterSettingsValidator().Validate(null, settings) is { Failed: true } found)
        {
            throw new OptionsValidationException(ClusterSettings.Section, typeof(ClusterSettings), found.Failures);
        }

        services.AddHealthChecks().AddCheck<SharedFoldersHealthCheck>(SharedFoldersHealthCheck.Name);
        if (!configuration.UsesPostgres())
        {
            return settings.Role == ClusterRole.Silo ? services.AddSilo(silo => SiloSetup.AddLone(silo, settings)) : throw NoDatabase();
        }

        var database = PostgresConnections.StringOf(configuration);
        services.AddSingleton(new DatabaseMember(settings.Id, DatabaseMember.ThisVersion));
        return settings.Role == ClusterRole.Silo
            ? services.AddSilo(silo => SiloSetup.AddMember(silo, settings, database))
            : services.AddClient(client => SiloSetup.AddClient(client, settings, database));
    }

    /// <summary>Only those who run grains look for work that was left.</summary>
    public static bool RunsGrains(this IConfiguration configuration) => configuration.GetSection(ClusterSettings.Section).Get<ClusterSettings>() is not { Role: ClusterRole.Client };

    /// <summary>The dashboard, unless it is switched off.</summary>
    public static WebApplication MapGrainRuntime(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ClusterSettings>>().Value.Dashboard)
        {
            app.MapDashboard();
        }

        return app;
    }

    private static IServiceCollection AddSilo(this IServiceCollection services, Action<ISiloBuilder> setUp)
    {
        services.AddOrleans(setUp);
        services.AddSingleton<WindowOfAllSilos>();
        services.AddSingleton<IPostConfigureOptions<JobOptions>>(provider => provider.GetRequiredService<WindowOfAllSilos>());
        services.AddSingleton<IOptionsChangeTokenSource<JobOptions>>(provider => provider.GetRequiredService<WindowOfAllSilos>());
        services.AddHostedService<MembershipWatch>();
        services.AddHostedService<AlarmWatch>();
        services.AddHealthChecks().AddCheck<ClusterHealthCheck>(ClusterHealthCheck.Name);
        return services;
    }

    private static IServiceCollection AddClient(this IServiceCollection services, Action<IClientBuilder> setUp)
    {
        services.AddOrleansClient(setUp);
        services.AddHealthChecks().AddCheck<GatewayHealthCheck>(GatewayHealthCheck.Name);
        return services;
    }

    private static OptionsValidationException NoDatabase() => new(
        ClusterSettings.Section,
        typeof(ClusterSettings),
        ["Cluster:Role is Client, and Storage:Provider is not Postgres: a client finds the silos in the database that they share. Set Storage:Provider and Storage:ConnectionString."]);
}
