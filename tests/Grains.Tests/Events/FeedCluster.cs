using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Events;
using MediaPipeline.Grains.Ports.Events;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace MediaPipeline.Grains.Tests.Events;

/// <summary>Silos in this process that share an event feed, and a client of them; as a feed under test it is that of the first silo.</summary>
internal sealed class FeedCluster : IFeedUnderTest
{
    private readonly InProcessTestCluster _cluster;
    private readonly List<InProcessSiloHandle> _handles;
    private readonly List<IFeedUnderTest> _silos;

    private FeedCluster(InProcessTestCluster cluster, IEnumerable<InProcessSiloHandle> silos)
    {
        _cluster = cluster;
        _handles = [.. silos];
        _silos = [.. _handles.Select(silo => new FeedOf(silo.ServiceProvider))];
        Client = new FeedOf(cluster.Client.ServiceProvider);
    }

    public IEventFeed Feed => _silos[0].Feed;

    public IEventSink Sink => _silos[0].Sink;

    public IFeedUnderTest Client { get; }

    public IGrainFactory Grains => _cluster.Client;

    /// <param name="feedLast">Whether the last silo is the one that has the feed; else it is the first.</param>
    public static async Task<FeedCluster> StartAsync(int silos, bool feedLast = false)
    {
        var builder = new InProcessTestClusterBuilder((short)silos) { Options = { ConfigureFileLogging = false } };
        builder.ConfigureSilo((_, silo) => silo.Services.AddClusterEventFeed());
        builder.ConfigureClient(client => client.Services.AddClusterEventFeed());
        var started = builder.Build();
        await started.DeployAsync();

        // The silos look for the feed as soon as they start, so that it is on any of them.
        var feed = started.Client.GetGrain<IEventFeedGrain>(0);
        await feed.Append([]);
        var address = await started.Client.GetGrain<IManagementGrain>(0).GetActivationAddress(feed);
        var cluster = new FeedCluster(started, started.Silos.OrderBy(silo => silo.SiloAddress.Equals(address) == feedLast));
        foreach (var reader in cluster._silos.Append(cluster.Client))
        {
            // An event that is not known is asked for, and with it comes what the feed has.
            await reader.ReadAsync("none", 1);
        }

        return cluster;
    }

    public IFeedUnderTest Silo(int number) => _silos[number];

    public Task KillAsync(int silo) => _cluster.KillSiloAsync(_handles[silo]);

    public Task StopAsync(int silo) => _cluster.StopSiloAsync(_handles[silo]);

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }

    private sealed class FeedOf(IServiceProvider services) : IFeedUnderTest
    {
        public IEventFeed Feed { get; } = services.GetRequiredService<IEventFeed>();

        public IEventSink Sink { get; } = services.GetRequiredService<IEventSink>();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
