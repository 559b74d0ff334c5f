using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace MediaPipeline.Grains.Events;

/// <summary>Adds the event feed.</summary>
public static class EventFeedServiceCollectionExtensions
{
    /// <summary>The event feed of one process.</summary>
    public static IServiceCollection AddMemoryEventFeed(this IServiceCollection services) => services.AddEventFeed<MemoryEventFeed>();

    /// <summary>The event feed that all silos and clients of a cluster share. Must be added after Orleans, so that it starts after it.</summary>
    public static IServiceCollection AddClusterEventFeed(this IServiceCollection services) =>
        services.AddEventFeed<ClusterEventFeed>().AddSingleton<IHostedService>(provider => provider.GetRequiredService<ClusterEventFeed>());

    private static IServiceCollection AddEventFeed<TFeed>(this IServiceCollection services)
        where TFeed : class, IEventFeed, IEventSink
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<TFeed>()
            .AddSingleton<IEventFeed>(provider => provider.GetRequiredService<TFeed>())
            .AddSingleton<IEventSink>(provider => provider.GetRequiredService<TFeed>());
    }
}
