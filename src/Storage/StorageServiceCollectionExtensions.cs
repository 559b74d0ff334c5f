using MediaPipeline.Archives;
using MediaPipeline.Contracts.Access;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports.Events;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Blobs;
using MediaPipeline.Storage.Events;
using MediaPipeline.Storage.Hosting;
using MediaPipeline.Storage.Sources;
using MediaPipeline.Storage.Sqlite;
using MediaPipeline.Storage.Sqlite.Access;
using MediaPipeline.Storage.Sqlite.Collections;
using MediaPipeline.Storage.Sqlite.Images;
using MediaPipeline.Storage.Sqlite.Jobs;
using MediaPipeline.Storage.Sqlite.Reminders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace MediaPipeline.Storage;

/// <summary>Adds what keeps things: documents, renditions, sources, events. Asking twice does no harm.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>
    /// Everything for one server on one data directory: documents, grain states, reminders, keys and the queries over them in SQLite, renditions as
    /// files, folders and archives as sources, the event feed in memory. The directory is locked when the host starts, or when something first asks.
    /// </summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddFileRenditions().AddFileSystemSource(configuration).AddMemoryEventFeed();
        AddOptions<SqliteStorageOptions, SqliteStorageOptionsValidator>(services, configuration.GetSection(SqliteStorageOptions.Section));
        if (services.Any(service => service.ServiceType == typeof(SqliteDatabase)))
        {
            return services;
        }

        services.AddLogging().AddMetrics();
        services.AddSingleton<StorageMetrics>().AddSingleton(Open).AddSingleton<CountCache>();
        services.AddHostedService<StorageStart>();
        services.AddHealthChecks().AddCheck<StorageHealthCheck>(StorageHealthCheck.Name);
        return services.AddPorts();
    }

    /// <summary>Renditions as files below their cache folders.</summary>
    public static IServiceCollection AddFileRenditions(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<InstanceDirectories>();
        services.TryAddSingleton<IRenditionStore, FileRenditionStore>();
        return services;
    }

    /// <summary>Folders and archives of the file system as sources.</summary>
    public static IServiceCollection AddFileSystemSource(this IServiceCollection services, IConfiguration configuration)
    {
        AddOptions<SourceOptions, SourceOptionsValidator>(services, configuration.GetSection(SourceOptions.Section));
        AddOptions<ArchiveOptions, ArchiveOptionsValidator>(services, configuration.GetSection(ArchiveOptions.Section));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISourceReader, FileSystemSource>();
        services.TryAddSingleton<IArchiveReader, FileArchiveReader>();
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

    private static IServiceCollection AddPorts(this IServiceCollection services) => services
        .AddKeyedSingleton<IGrainStorage>(StateNames.Storage, (provider, _) => ActivatorUtilities.CreateInstance<SqliteGrainStorage>(provider))
        .AddSingleton<IStoredPaths, DataDirectoryPaths>()
        .AddSingleton<IReminderTable, SqliteReminderTable>()
        .AddSingleton<IImageStore, SqliteImageStore>()
        .AddSingleton<IDueStore, SqliteDueStore>()
        .AddSingleton<IJobStore, SqliteJobStore>()
        .AddSingleton<ICollectionStore, SqliteCollectionStore>()
        .AddSingleton<IApiKeyStore, SqliteApiKeyStore>()
        .AddSingleton<CollectionPages>()
        .AddSingleton<IImageReader, SqliteImageReader>()
        .AddSingleton<DuplicateGroups>()
        .AddSingleton<ISimilarImageReader, SqliteSimilarImageReader>()
        .AddSingleton<IItemReader, SqliteItemReader>()
        .AddSingleton<ICollectionReader, SqliteCollectionReader>()
        .AddSingleton<IJobReader, SqliteJobReader>();

    private static void AddOptions<TOptions, TValidator>(IServiceCollection services, IConfigurationSection section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().Bind(section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
    }

    private static SqliteDatabase Open(IServiceProvider provider) => SqliteDatabase.Open(
        provider.GetRequiredService<IOptions<SqliteStorageOptions>>().Value,
        provider.GetRequiredService<StorageMetrics>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<SqliteDatabase>>());
}
