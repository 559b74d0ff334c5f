using MediaPipeline.Search.Embedding.BuiltIn;
using MediaPipeline.TestKit.Files;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MediaPipeline.Search.Tests.Embedding.BuiltIn;

/// <summary>The built-in embedder as the program registers it, in a data directory of its own.</summary>
public sealed class BuiltInHost : IAsyncDisposable, IDisposable
{
    private readonly TemporaryDirectory? _temporary;
    private readonly ServiceProvider _services;

    public BuiltInHost() : this(new TemporaryDirectory())
    {
    }

    internal BuiltInHost(string dataDirectory, params (string Option, string Value)[] options)
    {
        var settings = options.Select(option => KeyValuePair.Create($"Embedding:{option.Option}", (string?)option.Value))
            .Append(KeyValuePair.Create("Storage:DataDirectory", (string?)dataDirectory));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Clock).AddSearch(configuration).BuildServiceProvider();
    }

    private BuiltInHost(TemporaryDirectory directory) : this(directory.Path) => _temporary = directory;

    public FakeTimeProvider Clock { get; } = new();

    public IServiceProvider Services => _services;

    public IEmbeddingGenerator<string, Embedding<float>> Embedder => _services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();

    internal BuiltInEmbedder BuiltIn => _services.GetRequiredService<BuiltInEmbedder>();

    public async Task<float[]> EmbedAsync(string text) => (await Embedder.GenerateAsync([text]))[0].Vector.ToArray();

    public void Dispose()
    {
        _services.Dispose();
        _temporary?.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _temporary?.Dispose();
    }
}
