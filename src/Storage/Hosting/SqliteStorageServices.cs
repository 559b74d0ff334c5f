using MediaPipeline.Contracts.Access;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Hosting;
using MediaPipeline.Storage.Sqlite;
using MediaPipeline.Storage.Sqlite.Access;
using MediaPipeline.Storage.Sqlite.Collections;
using MediaPipeline.Storage.Sqlite.Images;
using MediaPipeline.Storage.Sqlite.Jobs;
using MediaPipeline.Storage.Sqlite.Reminders;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the store of documents.</summary>
public static class SqliteStorageServices
{
    /// <summary>
    /// Documents, grain states, reminders, keys and the queries over them, in one SQLite database below <see cref="SqliteStorageOptions.DataDirectory"/>.
    /// The database is opened, and its directory locked, when the host starts or when something first asks for it.
    /// </summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, Action<SqliteStorageOptions>? configure = null)
    {
        services.AddOptions<SqliteStorageOptions>().BindConfiguration(SqliteStorageOptions.Section).ValidateOnStart();
        services.Configure(configure ?? (_ => { }));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteStorageOptions>, SqliteStorageOptionsValidator>());
        if (services.Any(service => service.ServiceType == typeof(SqliteDatabase)))
        {
            return services;
        }

        services.AddLogging().AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<StorageMetrics>();
        services.AddSingleton(Open);
        services.AddSingleton<CountCache>();
        services.AddHostedService<StorageStart>();
        services.AddHealthChecks().AddCheck<StorageHealthCheck>(StorageHealthCheck.Name);
        return services.AddPorts();
    }

    private static IServiceCollection AddPorts(this IServiceCollection services) => services
        .AddKeyedSingleton<IGrainStorage, SqliteGrainStorage>(StateNames.Storage, (provider, _) => ActivatorUtilities.CreateInstance<SqliteGrainStorage>(provider))
        .AddSingleton<Orleans.IReminderTable, SqliteReminderTable>()
        .AddSingleton<IImageStore, SqliteImageStore>()
        .AddSingleton<IDueStore, SqliteDueStore>()
        .AddSingleton<IJobStore, SqliteJobStore>()
        .AddSingleton<ICollectionStore, SqliteCollectionStore>()
        .AddSingleton<IApiKeyStore, SqliteApiKeyStore>()
        .AddSingleton<IImageReader, SqliteImageReader>()
        .AddSingleton<IItemReader, SqliteItemReader>()
        .AddSingleton<ICollectionReader, SqliteCollectionReader>()
        .AddSingleton<IJobReader, SqliteJobReader>();

    private static SqliteDatabase Open(IServiceProvider provider) => SqliteDatabase.Open(
        provider.GetRequiredService<IOptions<SqliteStorageOptions>>().Value,
        provider.GetRequiredService<StorageMetrics>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<Logging.ILogger<SqliteDatabase>>());
}
