using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Images;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>
/// Pages of a whole collection. A page far from the start is reached from the nearest known offset, forwards or backwards: the start, the end, or where
/// an earlier page began or ended. So turning pages only reads the page itself.
/// </summary>
internal sealed class CollectionPages(IDocumentDatabase database, StoredImages stored)
{
    private readonly CollectionOffsets _offsets = new();

    public Task<Page<ImageView>> ReadAsync(CollectionId collection, PageRequest page, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.InOneSnapshot(() => Read(session, collection, page)), cancellationToken);

    private Page<ImageView> Read(SqlSession session, CollectionId collection, PageRequest page)
    {
        var (total, version) = session.First(ImageCounts.OfCollection, row => (row.GetInt64(0), row.GetInt64(1)), ("@collection", collection.Value));
        var (first, last) = (Math.Min(page.Offset, total), Math.Min(page.Offset + page.Size, total));
        var images = first == last ? [] : Read(session, collection, _offsets.Of(collection, version, total), first, last);
        return new Page<ImageView>([.. images.Select(ImageViews.ToView)], total, page.Number, page.Size);
    }

    private List<ImageRecord> Read(SqlSession session, CollectionId collection, KnownOffsets known, long first, long last)
    {
        var (before, after) = (known.Before(first), known.After(last));
        var backwards = after.Offset - last < first - before.Offset;
        var images = session.Query(
            backwards ? stored.Sql.PageBackwards : stored.Sql.PageForwards,
            stored.Read,
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
            known.Remember(first, images[0].SortKey);
            known.Remember(last - 1, images[^1].SortKey);
        }

        return images;
    }
}
