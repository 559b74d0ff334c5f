using MediaPipeline.Grains.Hosting;
using MediaPipeline.LocalSilo;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Silo.Hosting;

/// <summary>The embedded runtime: one silo in this process.</summary>
internal static class GrainRuntime
{
    private const string Section = "Cluster";

    public static IServiceCollection AddGrainRuntime(this IServiceCollection services, IConfiguration configuration) =>
        configuration.GetSection(Section).Exists()
            ? throw new OptionsValidationException(Section, typeof(GrainRuntime), ["There are settings of a cluster (Cluster:…), and this build is one server alone: start it with ./run --cluster, or remove them."])
            : services.AddLocalSilo(options => options.GrainAssemblies.Add(typeof(PipelineStartup).Assembly));

    /// <summary>Always: it is alone.</summary>
    public static bool RunsGrains(this IConfiguration configuration) => true;

    /// <summary>The embedded runtime has no pages of its own.</summary>
    public static WebApplication MapGrainRuntime(this WebApplication app) => app;
}
