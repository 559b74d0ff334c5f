using Orleans.Hosting;

namespace MediaPipeline.Silo.Hosting;

/// <summary>Microsoft Orleans: so far one silo on this machine.</summary>
internal static class GrainRuntime
{
    public static IServiceCollection AddGrainRuntime(this IServiceCollection services) =>
        services.AddOrleans(silo => silo.UseLocalhostClustering().AddReminders());
}
