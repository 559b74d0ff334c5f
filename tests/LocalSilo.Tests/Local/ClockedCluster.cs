using MediaPipeline.LocalSilo.Tests.Clusters;
using MediaPipeline.TestKit.Time;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.LocalSilo.Tests.Local;

/// <summary>An embedded silo whose time the test owns.</summary>
public sealed class ClockedCluster : IAsyncDisposable
{
    private ClockedCluster(ClusterUnderTest cluster, ManualTimeProvider clock, SiloEvents events)
    {
        Cluster = cluster;
        Clock = clock;
        Events = events;
    }

    public ClusterUnderTest Cluster { get; }
    public ManualTimeProvider Clock { get; }
    public SiloEvents Events { get; }
    public IGrainFactory Grains => Cluster.Grains;

    public static async Task<ClockedCluster> StartAsync(Action<LocalSiloOptions>? configure = null, IReminderTable? reminders = null, ManualTimeProvider? clock = null)
    {
        clock ??= new ManualTimeProvider();
        var events = new SiloEvents();
        var settings = new ClusterSettings
        {
            Services = services =>
            {
                services.AddSingleton<TimeProvider>(clock).AddSingleton<ILocalSiloEvents>(events);
                if (reminders is not null)
                {
                    services.AddSingleton(reminders);
                }
            },
        };
        return new ClockedCluster(await ClusterUnderTest.StartAsync(settings, configure ?? (_ => { })), clock, events);
    }

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
