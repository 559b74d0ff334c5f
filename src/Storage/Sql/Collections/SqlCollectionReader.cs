using System.Data.Common;
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

    public Task<Page<CollectionView>> ListAsync(PageRequest page, CancellationToken cancellationToken) => ListAsync(
        "collections",
        page,
        (sql.Count, sql.Page, sql.PageAfter),
        CollectionSql.Keys,
        row => new Listed<CollectionState>(CollectionRows.Read(row), [row.GetString(1), row.GetString(0)]),
        ToViewAsync,
        cancellationToken);

    public async Task<CacheFolderView?> FindCacheFolderAsync(CacheFolderId id, CancellationToken cancellationToken)
    {
        var folder = await database.ReadAsync(
            session => session.First(sql.FindFolder, row => CollectionRows.ReadFolder(row, paths), ("@id", id.Value)), cancellationToken);
        return folder is null ? null : await ToViewAsync(folder, cancellationToken);
    }

    public Task<Page<CacheFolderView>> ListCacheFoldersAsync(PageRequest page, CancellationToken cancellationToken) => ListAsync(
        "cache folders",
        page,
        (sql.CountFolders, sql.PageOfFolders, sql.PageOfFoldersAfter),
        CollectionSql.FolderKeys,
        row => new Listed<CacheFolderState>(CollectionRows.ReadFolder(row, paths), [row.GetString(1)]),
        ToViewAsync,
        cancellationToken);

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

    private async Task<Page<TView>> ListAsync<TState, TView>(
        string list,
        PageRequest page,
        (string Count, string Page, string After) queries,
        Keyset keyset,
        Func<DbDataReader, Listed<TState>> read,
        Func<TState, CancellationToken, Task<TView>> toView,
        CancellationToken cancellationToken)
    {
        var keys = page.Cursor is { } cursor ? PageCursor.Read(list, cursor, keyset.Types) : null;
        var (total, found) = await database.ReadAsync(
            session => (session.Number(queries.Count), session.Query(
                keys is null ? queries.Page : queries.After,
                read,
                [("@limit", page.Wanted()), .. keys is null ? [("@offset", page.Offset)] : Keyset.Parameters(keys)])),
            cancellationToken);
        var views = new List<Listed<TView>>(found.Count);
        foreach (var (state, key) in found)
        {
            views.Add(new Listed<TView>(await toView(state, cancellationToken), key));
        }

        return views.ToPage(page, list, total);
    }
}
