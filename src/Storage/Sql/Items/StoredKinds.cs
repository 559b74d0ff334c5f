using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Documents;

namespace MediaPipeline.Storage.Sql.Items;

/// <summary>The kinds of items that are registered, in the order of their ids.</summary>
internal sealed class StoredKinds
{
    public StoredKinds(SqlSyntax syntax, IEnumerable<ItemTable> tables, IEnumerable<KeptCounts> counts, DocumentFormat format)
    {
        All =
        [
            .. tables.OrderBy(table => table.Kind.IdPrefix, StringComparer.Ordinal).Select((table, index) => new StoredKind(
                index,
                table,
                new ItemSql(syntax, table, counts.FirstOrDefault(kept => string.Equals(kept.Table, table.Name, StringComparison.Ordinal))),
                new ItemRows(table, format))),
        ];
        DeadLetterRows = $"{DeadLetters(_ => null)} LIMIT @limit OFFSET @offset";
    }

    public IReadOnlyList<StoredKind> All { get; }

    /// <summary>The rows of a page of failed and quarantined items of all kinds, the latest first: the index of each kind is walked from its end.</summary>
    public string DeadLetterRows { get; }

    /// <summary>What failed and quarantined items of one kind are ordered by, the latest first.</summary>
    public static Keyset DeadLetterKeys { get; } = new(("entered_at", typeof(long)), ("row", typeof(long)));

    /// <summary>The rows of the page of them after one of that kind: equal ones of kinds behind it are still to come.</summary>
    public string DeadLetterRowsAfter(StoredKind last) =>
        $"{DeadLetters(kind => DeadLetterKeys.After(kind.Index > last.Index ? "<=" : "<"))} LIMIT @limit";

    /// <summary>The kind of item with that id; null when it is not an item id.</summary>
    public StoredKind? Find(string itemId) => All.FirstOrDefault(kind => EntityId.IsOf(kind.Kind.IdPrefix, itemId));

    /// <summary>The kind whose items are stored as these records.</summary>
    public StoredKind Of(Type record) => All.FirstOrDefault(kind => kind.Table.RecordType == record)
        ?? throw new ArgumentException(
            $"No kind of item is stored as {record.Name}: known are {string.Join(", ", All.Select(kind => kind.Table.RecordType.Name))}.", nameof(record));

    private string DeadLetters(Func<StoredKind, string?> after) =>
        $"{string.Join(" UNION ALL ", All.Select(kind => kind.Sql.DeadLetterRows(kind.Index, after(kind))))} ORDER BY entered_at DESC, page_row DESC, kind";

    /// <summary>The kinds whose items can match.</summary>
    public IReadOnlyList<StoredKind> Matching(ItemFilter filter) => [.. All.Where(kind => kind.CanMatch(filter))];
}
