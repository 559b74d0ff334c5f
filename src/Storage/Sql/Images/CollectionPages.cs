using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Images;
using MediaPipeline.Storage.Sql.Items;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>
/// Pages of a whole collection. A page far from the start is reached from the nearest known offset, forwards or backwards: the start, the end, or where
/// an earlier page began or ended. So turning pages only reads the page itself.
/// </summary>
internal sealed class CollectionPages(IDocumentDatabase database, StoredImages stored)
{
    private readonly CollectionOffsets _offsets = new();

    /// <param name="collection">The collection.</param>
    /// <param name="list">What the cursor to the next page is bound to.</param>
    /// <param name="page">By its number.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Page<ImageView>> ReadAsync(CollectionId collection, string list, PageRequest page, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.InOneSnapshot(() => Read(session, collection, list, page)), cancellationToken);

    private Page<ImageView> Read(SqlSession session, CollectionId collection, string list, PageRequest page)
    {
        var (total, version) = session.First(ImageCounts.OfCollection, row => (row.GetInt64(0), row.GetInt64(1)), ("@collection", collection.Value));
        var (first, last) = (Math.Min(page.Offset, total), Math.Min(page.Offset + page.Size, total));
        var images = first == last ? [] : Read(session, collection, _offsets.Of(collection, version, total), first, last);
        return page.Filled<ImageView>(
            [.. images.Select(image => image.Entry)],
            total,
            last < total && images.Count > 0 ? PageCursor.Write(list, images[^1].Keys) : null);
    }

    private List<Listed<ImageView>> Read(SqlSession session, CollectionId collection, KnownOffsets known, long first, long last)
    {
        var (before, after) = (known.Before(first), known.After(last));
        var backwards = after.Offset - last < first - before.Offset;
        var images = session.Query(
            backwards ? stored.Sql.PageBackwards : stored.Sql.PageForwards,
            row => new Listed<ImageView>(ImageViews.ToView(stored.Read(row)), ItemPages.KeysOf(stored.Kind, ImageSql.Keys, row)),
            ("@collection", collection.Value),
            ("@key", backwards ? after.SortKey : before.SortKey),
            ("@limit", last - first),
            ("@offset", backwards ? after.Offset - last : first - before.Offset));
        if (backwards)
        {
            images.Reverse();
        }

        if (images.Count == last - first)
        {
            known.Remember(first, (string)images[0].Keys[1]);
            known.Remember(last - 1, (string)images[^1].Keys[1]);
        }

        return images;
    }
}
