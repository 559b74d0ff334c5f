using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.TestKit.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.Connectors.Tests.Support;

/// <summary>The real connectors with their limits, without a cluster and a database, on servers that a test gives them.</summary>
internal sealed class ProvidersUnderTest : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="settings">By name below <c>Providers</c>, such as <c>anilist:BaseAddress</c>.</param>
    public ProvidersUnderTest(TimeProvider? clock, params IEnumerable<(string Name, string Value)> settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Providers:{setting.Name}", (string?)setting.Value))).Build();
        _services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton(clock ?? TimeProvider.System)
            .AddSingleton<LocalProviderLimits>().AddSingleton<IProviderLimits>(services => services.GetRequiredService<LocalProviderLimits>())
            .AddSingleton<MemoryKeptAnswers>().AddSingleton<IKeptAnswerStore>(services => services.GetRequiredService<MemoryKeptAnswers>())
            .AddConnectors().BuildServiceProvider();
    }

    public LocalProviderLimits Limits => Get<LocalProviderLimits>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ICatalogueSource Source(string name) => _services.GetServices<ICatalogueSource>().Single(source => source.Name == name);

    public IEnricher Enricher(string name) => _services.GetServices<IEnricher>().Single(enricher => enricher.Name == name);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
