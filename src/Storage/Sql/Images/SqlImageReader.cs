using MediaPipeline.Contracts.Formats;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Sql.Collections;
using MediaPipeline.Storage.Sql.Items;

namespace MediaPipeline.Storage.Sql.Images;

internal sealed class SqlImageReader(
    IDocumentDatabase database, StoredImages stored, CollectionPages collectionPages, ItemPages pages, CollectionSql collections, IStoredPaths paths)
    : IImageReader
{
    public async Task<ImageView?> FindAsync(ImageId id, CancellationToken cancellationToken) =>
        await FindStateAsync(id, cancellationToken) is { } image ? ImageViews.ToView(image) : null;

    public Task<Page<ImageView>> ListAsync(CollectionId collection, ItemFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        filter = filter with { CollectionId = collection };
        return page.Cursor is null && filter is { JobId: null, State: null, Stage: null, Code: null }
            ? collectionPages.ReadAsync(collection, ItemPages.ListOf(filter), page, cancellationToken)
            : pages.ReadAsync([stored.Kind], filter, page, (_, image) => ImageViews.ToView((ImageRecord)image), cancellationToken);
    }

    public async Task<RenditionLocation?> LocateAsync(ImageId id, RenditionKind kind, CancellationToken cancellationToken)
    {
        if (await FindStateAsync(id, cancellationToken) is not { } image)
        {
            return null;
        }

        return kind == RenditionKind.Original
            ? await LocateOriginalAsync(image, cancellationToken)
            : await LocateRenditionAsync(image, kind == RenditionKind.Thumbnail ? image.Thumbnail : image.Viewing, cancellationToken);
    }

    public Task<IReadOnlyDictionary<ImageId, RenditionLocation>> LocateThumbnailsAsync(IReadOnlyList<ImageId> ids, CancellationToken cancellationToken) =>
        database.ReadAsync(session => LocateThumbnails(session, ids), cancellationToken);

    private IReadOnlyDictionary<ImageId, RenditionLocation> LocateThumbnails(SqlSession session, IReadOnlyList<ImageId> ids)
    {
        var folders = new Dictionary<CacheFolderId, CacheFolderState?>();
        var located = new Dictionary<ImageId, RenditionLocation>();
        foreach (var image in ids.Select(id => stored.Find(session, id)).OfType<ImageRecord>())
        {
            var folder = image.CacheFolderId is not { } id ? null
                : folders.TryGetValue(id, out var known) ? known
                : folders[id] = FindFolder(session, id);
            located[image.Id] = LocationOf(image, image.Thumbnail, folder);
        }

        return located;
    }

    private Task<ImageRecord?> FindStateAsync(ImageId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => stored.Find(session, id), cancellationToken);

    private async Task<RenditionLocation> LocateOriginalAsync(ImageRecord image, CancellationToken cancellationToken)
    {
        var collection = await database.ReadAsync(
            session => session.First(collections.Find, CollectionRows.Read, ("@id", image.CollectionId.Value)), cancellationToken);
        var path = collection is null || image.State == ItemState.Missing ? null : PictureSources.PathOf(collection.Kind, collection.Path, image.Path);
        return new RenditionLocation(
            path, image.Entry, PictureFormat.FindStandard(image.Facts?.Format)?.MediaType, image.Facts?.ContentHash, image.SourceBytes,
            image.Name, image.State, image.Stage, image.SourceModifiedAt);
    }

    private async Task<RenditionLocation> LocateRenditionAsync(ImageRecord image, StoredRendition? rendition, CancellationToken cancellationToken)
    {
        var folder = rendition is not null && image.CacheFolderId is { } id
            ? await database.ReadAsync(session => FindFolder(session, id), cancellationToken)
            : null;
        return LocationOf(image, rendition, folder);
    }

    private CacheFolderState? FindFolder(SqlSession session, CacheFolderId id) =>
        session.First(collections.FindFolder, row => CollectionRows.ReadFolder(row, paths), ("@id", id.Value));

    private static RenditionLocation LocationOf(ImageRecord image, StoredRendition? rendition, CacheFolderState? folder)
    {
        var name = image.Name;
        if (rendition is null || image.CacheFolderId is null)
        {
            return new RenditionLocation(null, null, null, null, null, name, image.State, image.Stage, null);
        }

        var format = PictureFormat.FindStandard(rendition.Format);
        DateTimeOffset? renderedAt = image.StageTimes.TryGetValue(ImageStages.Rendered, out var at) ? at : null;
        return new RenditionLocation(
            folder is null ? null : Path.Combine(folder.Path, rendition.Path), null, format?.MediaType, rendition.Hash, rendition.Bytes,
            format is null ? name : Path.ChangeExtension(name, format.Extensions[0]), image.State, image.Stage, renderedAt);
    }
}
