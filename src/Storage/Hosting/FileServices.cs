using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports.Events;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Blobs;
using MediaPipeline.Storage.Events;
using MediaPipeline.Storage.Sources;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what works on files and what is kept in memory.</summary>
public static class FileServices
{
    /// <summary>Renditions as files below their cache folders.</summary>
    public static IServiceCollection AddFileRenditions(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<InstanceDirectories>();
        services.TryAddSingleton<IRenditionStore, FileRenditionStore>();
        return services;
    }

    /// <summary>Folders of the file system as sources.</summary>
    public static IServiceCollection AddFileSystemSource(this IServiceCollection services, Action<SourceOptions>? configure = null)
    {
        services.AddOptions<SourceOptions>().BindConfiguration(SourceOptions.Section).ValidateOnStart();
        services.Configure(configure ?? (_ => { }));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SourceOptions>, SourceOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISourceReader, FileSystemSource>();
        return services;
    }

    /// <summary>The event feed of one process.</summary>
    public static IServiceCollection AddMemoryEventFeed(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MemoryEventFeed>();
        services.TryAddSingleton<IEventFeed>(provider => provider.GetRequiredService<MemoryEventFeed>());
        services.TryAddSingleton<IEventSink>(provider => provider.GetRequiredService<MemoryEventFeed>());
        return services;
    }
}
