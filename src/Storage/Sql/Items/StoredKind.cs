using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage.Sql.Items;

/// <summary>A kind of item with its table, its queries, and how its rows are read.</summary>
/// <param name="Index">Among all kinds, from 0.</param>
internal sealed record StoredKind(int Index, ItemTable Table, ItemSql Sql, ItemRows Rows)
{
    public ItemKind Kind => Table.Kind;

    public ItemView ToView(ItemRecord item) => ItemViews.ToView(Kind, item);

    /// <summary>Whether items of this kind can match.</summary>
    public bool CanMatch(ItemFilter filter) =>
        (filter.Kind is null || string.Equals(filter.Kind, Kind.Name, StringComparison.Ordinal)) && (filter.CollectionId is null || Table.HasCollections);

    /// <summary>Whether an id of this kind can come after that one.</summary>
    public bool HasIdsAfter(string id) =>
        id.StartsWith(Kind.IdPrefix, StringComparison.Ordinal) || string.CompareOrdinal(Kind.IdPrefix, id) > 0;
}
