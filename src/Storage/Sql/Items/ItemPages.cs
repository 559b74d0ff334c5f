using System.Data.Common;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Items;

namespace MediaPipeline.Storage.Sql.Items;

/// <summary>Pages of items, kind by kind, each in the order of the index that serves the filter.</summary>
internal sealed class ItemPages(IDocumentDatabase database, CountCache counts)
{
    /// <summary>The list that a cursor is bound to.</summary>
    public static string ListOf(ItemFilter filter) => $"items {filter}";

    /// <summary>What an item of that kind is ordered by among all kinds.</summary>
    public static IReadOnlyList<object> KeysOf(StoredKind kind, Keyset keys, DbDataReader row) =>
        [kind.Kind.Name, .. keys.Read(row, row.FieldCount - 1 - keys.Columns.Count)];

    public async Task<Page<T>> ReadAsync<T>(
        IReadOnlyList<StoredKind> kinds, ItemFilter filter, PageRequest page, Func<StoredKind, ItemRecord, T> toView, CancellationToken cancellationToken)
    {
        var parts = new List<Part>();
        foreach (var kind in kinds)
        {
            var condition = new ItemCondition(kind.Table, filter);
            parts.Add(new Part(kind, condition, await counts.GetAsync(
                $"items {condition.Key}", session => session.Number(kind.Sql.Count(condition), condition.Parameters), cancellationToken)));
        }

        var keys = page.Cursor is { } cursor ? ReadCursor(parts, ListOf(filter), cursor) : null;
        var items = await database.ReadAsync(
            session => keys is null ? Read(session, parts, page, toView) : ReadAfter(session, parts, keys, page, toView), cancellationToken);
        return items.ToPage(page, ListOf(filter), parts.Sum(part => part.Count));
    }

    private static List<Listed<T>> Read<T>(SqlSession session, List<Part> parts, PageRequest page, Func<StoredKind, ItemRecord, T> toView)
    {
        var (items, offset) = (new List<Listed<T>>(), page.Offset);
        foreach (var part in parts)
        {
            // The count may be a few seconds old: it is trusted only where there is no other way to know where a page begins.
            var left = part == parts[^1] || page.Offset == 0 ? page.Wanted() : Math.Max(0, part.Count - offset);
            var limit = Math.Min(page.Wanted() - items.Count, left);
            if (limit > 0)
            {
                items.AddRange(part.Query(session, part.Kind.Sql.Page(part.Condition), toView, ("@limit", limit), ("@offset", offset)));
            }

            offset = Math.Max(0, offset - part.Count);
        }

        return items;
    }

    // The rest of the cursor's kind, then the kinds behind it from their first items on.
    private static List<Listed<T>> ReadAfter<T>(
        SqlSession session, List<Part> parts, IReadOnlyList<object> keys, PageRequest page, Func<StoredKind, ItemRecord, T> toView)
    {
        var items = new List<Listed<T>>();
        foreach (var part in parts.SkipWhile(part => !part.IsOf(keys)).TakeWhile(_ => items.Count < page.Wanted()))
        {
            var limit = ("@limit", (object?)(page.Wanted() - items.Count));
            items.AddRange(part.IsOf(keys)
                ? part.Query(session, part.Kind.Sql.PageAfter(part.Condition), toView, [limit, .. Keyset.Parameters(keys.Skip(1))])
                : part.Query(session, part.Kind.Sql.Page(part.Condition), toView, limit, ("@offset", 0L)));
        }

        return items;
    }

    // Kinds may differ in what they are ordered by.
    private static IReadOnlyList<object> ReadCursor(List<Part> parts, string list, string cursor)
    {
        var keys = PageCursor.Read(list, cursor);
        var part = parts.Find(part => keys is [string, ..] && part.IsOf(keys));
        return part is not null && keys.Skip(1).Select(key => key.GetType()).SequenceEqual(part.Condition.Keys.Types) ? keys
            : throw InvalidCursorException.OfAnotherList();
    }

    private sealed record Part(StoredKind Kind, ItemCondition Condition, long Count)
    {
        public bool IsOf(IReadOnlyList<object> keys) => string.Equals(Kind.Kind.Name, (string)keys[0], StringComparison.Ordinal);

        public List<Listed<T>> Query<T>(
            SqlSession session, string sql, Func<StoredKind, ItemRecord, T> toView, params IEnumerable<(string, object?)> parameters) => session.Query(
            sql, row => new Listed<T>(toView(Kind, Kind.Rows.Read(row)), KeysOf(Kind, Condition.Keys, row)), [.. Condition.Parameters, .. parameters]);
    }
}
