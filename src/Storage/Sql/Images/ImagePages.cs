using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Images;

namespace MediaPipeline.Storage.Sql.Images;

/// <summary>Pages of pictures in the order of the index that serves the filter.</summary>
internal static class ImagePages
{
    public static async Task<Page<T>> ReadAsync<T>(
        IDocumentDatabase database, CountCache counts, ImageFilter filter, PageRequest page, Func<ImageRecord, T> toView, CancellationToken cancellationToken)
    {
        var total = await counts.GetAsync($"images {filter.Key}", session => session.Number(ImageSql.Count(filter), filter.Parameters), cancellationToken);
        var items = await database.ReadAsync(
            session => session.Query(ImageSql.Page(filter), row => toView(ImageRows.Read(row)), [.. filter.Parameters, ("$limit", page.Size), ("$offset", page.Offset)]), cancellationToken);
        return new Page<T>(items, total, page.Number, page.Size);
    }
}
