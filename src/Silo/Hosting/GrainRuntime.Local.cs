using MediaPipeline.Grains.Hosting;
using MediaPipeline.LocalSilo;

namespace MediaPipeline.Silo.Hosting;

/// <summary>The embedded runtime: one silo in this process.</summary>
internal static class GrainRuntime
{
    public static IServiceCollection AddGrainRuntime(this IServiceCollection services) =>
        services.AddLocalSilo(options => options.GrainAssemblies.Add(typeof(PipelineStartup).Assembly));
}
