using MediaPipeline.LocalSilo.Tests.TestGrains;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;

namespace MediaPipeline.LocalSilo.Tests.Clusters;

/// <summary>One silo of Orleans in this process, called by a client of its own.</summary>
public sealed class ClusterUnderTest : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private ClusterUnderTest(InProcessTestCluster cluster) => _cluster = cluster;

    public IGrainFactory Grains => _cluster.Client;

    public static async Task<ClusterUnderTest> StartAsync(ClusterSettings settings)
    {
        var builder = new InProcessTestClusterBuilder(1) { Options = { ConfigureFileLogging = false } };
        builder.ConfigureClient(client => client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = settings.ResponseTimeout));
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage("Default");
            silo.UseInMemoryReminderService();
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = settings.ResponseTimeout);
            silo.Services.AddKeyedSingleton<IGrainStorage, RacingStorage>(RacingStorage.Name);
            settings.Services(silo.Services);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new ClusterUnderTest(cluster);
    }

    public Task StopAsync() => _cluster.StopSilosAsync();

    public async ValueTask DisposeAsync()
    {
        // Only this takes back what the cluster hangs on the process; without it every silo of the run would stay in memory.
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }
}
