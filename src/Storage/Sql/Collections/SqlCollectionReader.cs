using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Sql.Images;

namespace MediaPipeline.Storage.Sql.Collections;

internal sealed class SqlCollectionReader(
    IDocumentDatabase database, CollectionSql sql, StoredImages images, CountCache counts, IStoredPaths paths) : ICollectionReader
{
    public async Task<CollectionView?> FindAsync(CollectionId id, CancellationToken cancellationToken)
    {
        var collection = await database.ReadAsync(session => session.First(sql.Find, CollectionRows.Read, ("@id", id.Value)), cancellationToken);
        return collection is null ? null : await ToViewAsync(collection, cancellationToken);
    }

    public async Task<Page<CollectionView>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var (total, collections) = await database.ReadAsync(
            session => (session.Number(sql.Count), session.Query(sql.Page, CollectionRows.Read, ("@limit", page.Size), ("@offset", page.Offset))),
            cancellationToken);
        return await ToPageAsync(collections, total, page, ToViewAsync, cancellationToken);
    }

    public async Task<CacheFolderView?> FindCacheFolderAsync(CacheFolderId id, CancellationToken cancellationToken)
    {
        var folder = await database.ReadAsync(
            session => session.First(sql.FindFolder, row => CollectionRows.ReadFolder(row, paths), ("@id", id.Value)), cancellationToken);
        return folder is null ? null : await ToViewAsync(folder, cancellationToken);
    }

    public async Task<Page<CacheFolderView>> ListCacheFoldersAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var (total, folders) = await database.ReadAsync(
            session => (
                session.Number(sql.CountFolders),
                session.Query(sql.PageOfFolders, row => CollectionRows.ReadFolder(row, paths), ("@limit", page.Size), ("@offset", page.Offset))),
            cancellationToken);
        return await ToPageAsync(folders, total, page, ToViewAsync, cancellationToken);
    }

    private async Task<CollectionView> ToViewAsync(CollectionState collection, CancellationToken cancellationToken) => CollectionViews.ToView(
        collection, await counts.GetAsync(
            $"collection {collection.Id}", session => ImageTallies.OfCollection(session, images.Sql, collection.Id), cancellationToken));

    private async Task<CacheFolderView> ToViewAsync(CacheFolderState folder, CancellationToken cancellationToken)
    {
        var (bytes, files) = await counts.GetAsync($"folder {folder.Id}", session => ImageTallies.OfFolder(session, images.Sql, folder.Id), cancellationToken);
        var collections = await database.ReadAsync(
            session => session.Query(sql.OfFolder, row => row.Id<CollectionId>(0), ("@folder", folder.Id.Value)), cancellationToken);
        return CacheFolderViews.ToView(folder, bytes, files, collections);
    }

    private static async Task<Page<TView>> ToPageAsync<TState, TView>(
        List<TState> states, long total, PageRequest page, Func<TState, CancellationToken, Task<TView>> toView, CancellationToken cancellationToken)
    {
        var views = new List<TView>(states.Count);
        foreach (var state in states)
        {
            views.Add(await toView(state, cancellationToken));
        }

        return new Page<TView>(views, total, page.Number, page.Size);
    }
}
