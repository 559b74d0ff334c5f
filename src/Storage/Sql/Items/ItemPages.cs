using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Items;

namespace MediaPipeline.Storage.Sql.Items;

/// <summary>Pages of items, kind by kind, each in the order of the index that serves the filter.</summary>
internal sealed class ItemPages(IDocumentDatabase database, CountCache counts)
{
    public async Task<Page<T>> ReadAsync<T>(
        IReadOnlyList<StoredKind> kinds, ItemFilter filter, PageRequest page, Func<StoredKind, ItemRecord, T> toView, CancellationToken cancellationToken)
    {
        var parts = new List<(StoredKind Kind, ItemCondition Condition, long Count)>();
        foreach (var kind in kinds)
        {
            var condition = new ItemCondition(kind.Table, filter);
            parts.Add((kind, condition, await counts.GetAsync(
                $"items {condition.Key}", session => session.Number(kind.Sql.Count(condition), condition.Parameters), cancellationToken)));
        }

        var items = await database.ReadAsync(session => Read(session, parts, page, toView), cancellationToken);
        return new Page<T>(items, parts.Sum(part => part.Count), page.Number, page.Size);
    }

    private static List<T> Read<T>(
        SqlSession session, List<(StoredKind Kind, ItemCondition Condition, long Count)> parts, PageRequest page, Func<StoredKind, ItemRecord, T> toView)
    {
        var (items, offset) = (new List<T>(), page.Offset);
        foreach (var (kind, condition, count) in parts)
        {
            // The last kind is queried in any case: the count may be a few seconds old.
            var isLast = kind == parts[^1].Kind;
            var limit = Math.Min(page.Size - items.Count, isLast ? page.Size : Math.Max(0, count - offset));
            if (limit > 0)
            {
                items.AddRange(session.Query(
                    kind.Sql.Page(condition), row => toView(kind, kind.Rows.Read(row)), [.. condition.Parameters, ("@limit", limit), ("@offset", offset)]));
            }

            offset = Math.Max(0, offset - count);
        }

        return items;
    }
}
