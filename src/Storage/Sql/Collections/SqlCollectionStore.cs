using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage.Sql.Collections;

internal sealed class SqlCollectionStore(IDocumentDatabase database, CollectionSql sql, IStoredPaths paths) : ICollectionStore
{
    public Task<CollectionState?> FindAsync(CollectionId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(sql.Find, CollectionRows.ReadStrictly, ("@id", id.Value)), cancellationToken);

    // An unreadable one still reserves its path.
    public async Task<IReadOnlyList<CollectionState>> ListAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(session => session.Query(sql.All, CollectionRows.Read), cancellationToken);

    public async Task<IReadOnlyList<CacheFolderState>> ListCacheFoldersAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(session => session.Query(sql.AllFolders, row => CollectionRows.ReadFolder(row, paths)), cancellationToken);
}
