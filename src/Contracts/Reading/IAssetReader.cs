using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;

namespace MediaPipeline.Contracts.Reading;

/// <summary>Queries over pictures that are fetched from addresses.</summary>
public interface IAssetReader
{
    /// <summary>Location of a rendition, or of the file as it was fetched; null when there is no such picture.</summary>
    Task<RenditionLocation?> LocateAsync(AssetId id, RenditionKind kind, CancellationToken cancellationToken);
}
