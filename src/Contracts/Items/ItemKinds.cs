using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Contracts.Items;

/// <summary>The kinds of items that this program knows, in the order of their id prefixes.</summary>
public sealed class ItemKinds(IEnumerable<ItemKind> kinds)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<ItemKind> All { get; } = [.. kinds.OrderBy(kind => kind.IdPrefix, StringComparer.Ordinal)];

    /// <summary>Every stage of every kind, each once.</summary>
    public IReadOnlyList<string> Stages => [.. All.SelectMany(kind => kind.Stages).Distinct(StringComparer.Ordinal)];

    /// <summary>The kind of item with that id; null when it is not an item id.</summary>
    public ItemKind? Find(string itemId) => All.FirstOrDefault(kind => EntityId.IsOf(kind.IdPrefix, itemId));

    /// <summary>The kind with that name.</summary>
    public ItemKind Named(string name) =>
        All.FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.Ordinal))
        ?? throw new ArgumentException($"There is no kind of item '{name}', only {string.Join(", ", All.Select(kind => kind.Name))}.", nameof(name));

    /// <summary>The grain of an item.</summary>
    public IItemGrain GrainOf(IGrainFactory grains, string itemId)
    {
        var kind = Find(itemId) ?? throw new ArgumentException($"'{itemId}' is no item's id.", nameof(itemId));
        return (IItemGrain)grains.GetGrain(kind.GrainInterface, itemId);
    }
}
