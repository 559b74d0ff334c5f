using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Images;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>
/// Pages of a whole collection. A page far from the start is reached from the nearest place that is known, forwards or backwards: the start, the end, or where
/// an earlier page began or ended. So whoever turns pages pays for the page alone.
/// </summary>
internal sealed class CollectionPages(IDocumentDatabase database)
{
    private readonly KnownPlaces _places = new();

    public Task<Page<ImageView>> ReadAsync(CollectionId collection, PageRequest page, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.InOneSnapshot(() => Read(session, collection, page)), cancellationToken);

    private Page<ImageView> Read(SqlSession session, CollectionId collection, PageRequest page)
    {
        var (total, turnover) = session.First(ImageCounts.OfCollection, row => (row.GetInt64(0), row.GetInt64(1)), ("$collection", collection.Value));
        var (first, last) = (Math.Min(page.Offset, total), Math.Min(page.Offset + page.Size, total));
        var images = first == last ? [] : Read(session, collection, _places.Of(collection, turnover, total), first, last);
        return new Page<ImageView>([.. images.Select(ImageViews.ToView)], total, page.Number, page.Size);
    }

    private static List<ImageRecord> Read(SqlSession session, CollectionId collection, PlacesOfOrder places, long first, long last)
    {
        var (before, after) = (places.Before(first), places.After(last));
        var backwards = after.Offset - last < first - before.Offset;
        var images = session.Query(
            backwards ? ImageSql.PageBackwards : ImageSql.PageForwards,
            ImageRows.Read,
            ("$collection", collection.Value),
            ("$key", backwards ? after.SortKey : before.SortKey),
            ("$limit", last - first),
            ("$offset", backwards ? after.Offset - last : first - before.Offset));
        if (backwards)
        {
            images.Reverse();
        }

        if (images.Count == last - first)
        {
            places.Remember(first, images[0].SortKey);
            places.Remember(last - 1, images[^1].SortKey);
        }

        return images;
    }
}
