using MediaPipeline.Archives;
using MediaPipeline.Contracts.Access;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Assets;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Blobs;
using MediaPipeline.Storage.Documents;
using MediaPipeline.Storage.Hosting;
using MediaPipeline.Storage.Postgres;
using MediaPipeline.Storage.Sources;
using MediaPipeline.Storage.Sql;
using MediaPipeline.Storage.Sql.Access;
using MediaPipeline.Storage.Sql.Assets;
using MediaPipeline.Storage.Sql.Collections;
using MediaPipeline.Storage.Sql.Embedding;
using MediaPipeline.Storage.Sql.Images;
using MediaPipeline.Storage.Sql.Items;
using MediaPipeline.Storage.Sql.Jobs;
using MediaPipeline.Storage.Sql.Media;
using MediaPipeline.Storage.Sql.Providers;
using MediaPipeline.Storage.Sqlite;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace MediaPipeline.Storage;

/// <summary>Adds documents, grain storage, renditions and sources. Idempotent.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>
    /// Everything for one server on one data directory: documents, grain states, reminders, keys and the queries over them in SQLite, renditions as
    /// files, folders and archives as sources. The directory is locked when the host starts, or at first use.
    /// </summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddFileRenditions().AddFileSystemSource(configuration);
        AddOptions<SqliteStorageOptions, SqliteStorageOptionsValidator>(services, configuration.GetSection(SqliteStorageOptions.Section));
        if (services.Any(service => service.ServiceType == typeof(SqliteDatabase)))
        {
            return services;
        }

        services.AddSingleton<SqlSyntax, SqliteSyntax>()
            .AddSingleton(Open)
            .AddSingleton<IDocumentDatabase>(provider => provider.GetRequiredService<SqliteDatabase>());
        return services.AddSingleton<IStoredPaths, DataDirectoryPaths>().AddSingleton<IReminderTable, SqliteReminderTable>().AddDocuments();
    }

    /// <summary>
    /// The same in PostgreSQL, except for what is stored in files. Schema and connection are checked when the host starts. Reminders use Orleans' own provider.
    /// <see cref="DatabaseMember"/> determines who else may use the database.
    /// </summary>
    public static IServiceCollection AddPostgresStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddFileRenditions().AddFileSystemSource(configuration);
        AddOptions<SqliteStorageOptions, SqliteStorageOptionsValidator>(services, configuration.GetSection(SqliteStorageOptions.Section));
        AddOptions<PostgresStorageOptions, PostgresStorageOptionsValidator>(services, configuration.GetSection(PostgresStorageOptions.Section));
        if (services.Any(service => service.ServiceType == typeof(PostgresDatabase)))
        {
            return services;
        }

        services.AddSingleton<SqlSyntax, PostgresSyntax>()
            .AddSingleton(OpenPostgres)
            .AddSingleton<IDocumentDatabase>(provider => provider.GetRequiredService<PostgresDatabase>());
        return services.AddSingleton<IStoredPaths, SharedPaths>().AddHostedService<DatabaseMembershipMonitor>().AddDocuments();
    }

    /// <summary>The storage that <c>Storage:Provider</c> names: Sqlite (default) or Postgres.</summary>
    public static IServiceCollection AddConfiguredStorage(this IServiceCollection services, IConfiguration configuration) =>
        configuration.UsesPostgres() ? services.AddPostgresStorage(configuration) : services.AddSqliteStorage(configuration);

    /// <summary>Whether <c>Storage:Provider</c> names PostgreSQL.</summary>
    public static bool UsesPostgres(this IConfiguration configuration) => configuration["Storage:Provider"] switch
    {
        null or "" => false,
        var name when name.Equals("Sqlite", StringComparison.OrdinalIgnoreCase) => false,
        var name when name.Equals("Postgres", StringComparison.OrdinalIgnoreCase) => true,
        var name => throw new StorageStartException($"Storage:Provider is '{name}': give Sqlite or Postgres."),
    };

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

    private static IServiceCollection AddDocuments(this IServiceCollection services)
    {
        services.AddLogging().AddMetrics();
        services.AddSingleton<StorageMetrics>().AddSingleton<CountCache>().AddSingleton<DocumentFormat>();
        services.AddSingleton(new DocumentTable(StateNames.Jobs, JobRecord.CurrentSchema))
            .AddSingleton(new DocumentTable(StateNames.Collections, CollectionState.CurrentSchema))
            .AddSingleton(new DocumentTable(StateNames.CacheFolders, CacheFolderState.CurrentSchema))
            .AddSingleton<DocumentTables>();
        services.AddSingleton<StoredKinds>().AddSingleton<ItemPages>();
        services.AddSingleton<StoredImages>().AddSingleton(new KeptCounts(StateNames.Images, ImageCounts.Of));
        services.AddSingleton<JobSql>().AddSingleton<JobRows>().AddSingleton<CollectionSql>();
        services.AddHostedService<StorageStart>();
        services.AddHealthChecks().AddCheck<StorageHealthCheck>(StorageHealthCheck.Name);
        return services.AddPorts();
    }

    private static IServiceCollection AddPorts(this IServiceCollection services) => services
        .AddKeyedSingleton<IGrainStorage>(StateNames.Storage, (provider, _) => ActivatorUtilities.CreateInstance<SqlGrainStorage>(provider))
        .AddSingleton<IImageStore, SqlImageStore>()
        .AddSingleton<IItemStore, SqlItemStore>()
        .AddSingleton<IMediaStore, SqlMediaStore>()
        .AddSingleton<IMediaReader, SqlMediaReader>()
        .AddSingleton<IEmbeddingStore, SqlEmbeddingStore>()
        .AddSingleton<IDueStore, SqlDueStore>()
        .AddSingleton<IJobStore, SqlJobStore>()
        .AddSingleton<ICollectionStore, SqlCollectionStore>()
        .AddSingleton<IApiKeyStore, SqlApiKeyStore>()
        .AddSingleton<IXmlRepository, SqlProtectionKeys>()
        .AddSingleton<ISecretStore, SqlSecretStore>()
        .AddSingleton<AssetFolder>()
        .AddSingleton<IAssetReader, SqlAssetReader>()
        .AddSingleton<IKeptAnswerStore, SqlKeptAnswerStore>()
        .AddSingleton<CollectionPages>()
        .AddSingleton<IImageReader, SqlImageReader>()
        .AddSingleton<DuplicateGroups>()
        .AddSingleton<ISimilarImageReader, SqlSimilarImageReader>()
        .AddSingleton<IItemReader, SqlItemReader>()
        .AddSingleton<ICollectionReader, SqlCollectionReader>()
        .AddSingleton<IJobReader, SqlJobReader>();

    private static void AddOptions<TOptions, TValidator>(IServiceCollection services, IConfigurationSection section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().Bind(section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
    }

    private static SqliteDatabase Open(IServiceProvider provider) => SqliteDatabase.Open(
        provider.GetRequiredService<IOptions<SqliteStorageOptions>>().Value,
        provider.GetServices<ItemTable>(),
        provider.GetRequiredService<StorageMetrics>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<SqliteDatabase>>());

    private static PostgresDatabase OpenPostgres(IServiceProvider provider) => PostgresDatabase.Open(
        provider.GetRequiredService<IOptions<PostgresStorageOptions>>().Value,
        provider.GetRequiredService<DatabaseMember>(),
        provider.GetServices<ItemTable>(),
        provider.GetRequiredService<StorageMetrics>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<PostgresDatabase>>(),
        provider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None);
}
