using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Contracts.Reading;

/// <summary>Queries over collections and the cache folders that hold their renditions.</summary>
public interface ICollectionReader
{
    Task<CollectionView?> FindAsync(CollectionId id, CancellationToken cancellationToken);

    /// <summary>By name.</summary>
    Task<Page<CollectionView>> ListAsync(PageRequest page, CancellationToken cancellationToken);

    Task<CacheFolderView?> FindCacheFolderAsync(CacheFolderId id, CancellationToken cancellationToken);

    Task<Page<CacheFolderView>> ListCacheFoldersAsync(PageRequest page, CancellationToken cancellationToken);
}
