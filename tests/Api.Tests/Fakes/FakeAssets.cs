using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.Api.Tests.Fakes;

/// <summary>The files of pictures by address, in memory.</summary>
internal sealed class FakeAssets : IAssetReader
{
    public Dictionary<(AssetId, RenditionKind), RenditionLocation> Files { get; } = [];

    public Task<RenditionLocation?> LocateAsync(AssetId id, RenditionKind kind, CancellationToken cancellationToken) =>
        Task.FromResult(Files.GetValueOrDefault((id, kind)));
}
