using MediaPipeline.LocalSilo.Tests.TestGrains;
using Microsoft.Extensions.DependencyInjection;

namespace MediaPipeline.LocalSilo.Tests.Clusters;

/// <summary>One cluster for all tests that need nothing special of it; tests keep apart by the keys of their grains.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    private ClusterUnderTest? _cluster;

    public IGrainFactory Grains => _cluster!.Grains;

    public async Task InitializeAsync() => _cluster = await ClusterUnderTest.StartAsync(new ClusterSettings
    {
        Services = services => services.AddSingleton<IIncomingGrainCallFilter, DoublingFilter>(),
    });

    public async Task DisposeAsync() => await _cluster!.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class OnSharedCluster : ICollectionFixture<SharedCluster>
{
    public const string Name = "shared cluster";
}
