using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Assets;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Grains.Media;
using MediaPipeline.Storage.Postgres;
using MediaPipeline.Storage.Sqlite;
using MediaPipeline.TestKit.Files;
using MediaPipeline.TestKit.Notes;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MediaPipeline.Storage.Tests.Support;

/// <summary>The storage as a host puts it together, on a directory of its own.</summary>
internal sealed class StorageHost : IStoreUnderTest
{
    // Hosts of one test share its database, as servers of one cluster do.
    private static readonly DatabaseMember Member = new("tests", DatabaseMember.ThisVersion);

    private readonly TemporaryDirectory? _own;
    private readonly ServiceProvider _services;

    public StorageHost(string? dataDirectory = null, params (string Key, string Value)[] settings)
    {
        _own = dataDirectory is null ? new TemporaryDirectory() : null;
        DataDirectory = dataDirectory ?? _own!["data"];
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("Storage:DataDirectory", (string?)DataDirectory)])
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(Clock).AddSingleton(Member).AddJobKinds().AddConfiguredStorage(configuration)
            .AddSingleton(ImageTable.Instance).AddSingleton(ImageTable.Instance.Kind)
            .AddSingleton(MediaTable.Instance).AddSingleton(MediaTable.Instance.Kind)
            .AddSingleton(AssetTable.Instance).AddSingleton(AssetTable.Instance.Kind)
            .AddSingleton(NoteRecord.Table).AddSingleton(NoteRecord.Kind).AddSingleton<ItemKinds>();
        services.Configure<AssetOptions>(options => options.Path = "/fetched");
        services.AddDataProtection();
        services.AddOptions<KeyManagementOptions>().Configure<IXmlRepository>((options, keys) => options.XmlRepository = keys);
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new();

    public string DataDirectory { get; }

    public SqliteDatabase Database => Get<SqliteDatabase>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public T Get<T>(string key)
        where T : notnull => _services.GetRequiredKeyedService<T>(key);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _own?.Dispose();
    }
}
