using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.Jobs.RetryItems;

/// <summary>A retry of items as it is stored.</summary>
public sealed record RetryItemsRecord : JobRecord
{
    public CollectionId? CollectionId { get; init; }

    /// <summary>What is retried.</summary>
    public ItemFilter? Filter { get; init; }

    internal override string FirstPhase => JobPhases.Retrying;

    internal override CollectionId? OfCollection => CollectionId;

    internal override string? ItemKind => Filter?.Kind;

    internal override ItemFilter RetryFilter => Filter ?? base.RetryFilter;
}
