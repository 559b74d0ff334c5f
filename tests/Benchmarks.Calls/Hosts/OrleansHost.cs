using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace MediaPipeline.Benchmarks.Calls.Hosts;

internal static class RuntimeUnderTest
{
    public const string Name = "Orleans";

    /// <summary>Messages are always copied there.</summary>
    public static IHost Build(bool copyMessages)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseLocalhostClustering().AddMemoryGrainStorage("Default"));
        return builder.Build();
    }
}
