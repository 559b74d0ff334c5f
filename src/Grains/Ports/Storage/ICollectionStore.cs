using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Collections;

namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>Queries of grains over collections and cache folders.</summary>
public interface ICollectionStore
{
    Task<CollectionState?> FindAsync(CollectionId id, CancellationToken cancellationToken);

    /// <summary>Every collection's id and path, to find overlaps.</summary>
    Task<IReadOnlyList<CollectionState>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Every cache folder, with its absolute path.</summary>
    Task<IReadOnlyList<CacheFolderState>> ListCacheFoldersAsync(CancellationToken cancellationToken);
}
