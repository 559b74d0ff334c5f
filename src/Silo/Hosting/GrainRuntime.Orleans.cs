using MediaPipeline.Silo.Cluster;
using Microsoft.Extensions.Options;
using Orleans.Dashboard;
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
        var checkedSettings = new ClusterSettingsValidator().Validate(null, settings);
        if (checkedSettings.Failed)
        {
            throw new OptionsValidationException(ClusterSettings.Section, typeof(ClusterSettings), checkedSettings.Failures);
        }

        var database = configuration["Storage:ConnectionString"];
        return settings.Role == ClusterRole.Client ? services.AddClient(settings, database) : services.AddSilo(settings, database);
    }

    /// <summary>The dashboard; like every page it asks for a key wherever keys are needed.</summary>
    public static WebApplication MapGrainRuntime(this WebApplication app)
    {
        app.MapOrleansDashboard("/dashboard");
        return app;
    }

    private static IServiceCollection AddSilo(this IServiceCollection services, ClusterSettings settings, string? database)
    {
        services.AddOrleans(silo =>
        {
            if (database is null)
            {
                SiloSetup.AddLone(silo, settings);
            }
            else
            {
                SiloSetup.AddMember(silo, settings, database);
            }
        });
        services.AddHostedService<MembershipWatch>();
        services.AddHealthChecks()
            .AddCheck<ClusterHealthCheck>(ClusterHealthCheck.Name)
            .AddCheck<SharedFoldersHealthCheck>(SharedFoldersHealthCheck.Name);
        return services;
    }

    private static IServiceCollection AddClient(this IServiceCollection services, ClusterSettings settings, string? database) => database is null
        ? throw new OptionsValidationException(ClusterSettings.Section, typeof(ClusterSettings), ["Cluster:Role is Client, and Storage:ConnectionString is not set: a client finds the silos in the database that they share."])
        : services.AddOrleansClient(client => SiloSetup.AddClient(client, settings, database));
}
