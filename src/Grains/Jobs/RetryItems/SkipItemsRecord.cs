using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.Jobs.RetryItems;

/// <summary>A skip of items as it is stored.</summary>
public sealed record SkipItemsRecord : JobRecord
{
    public CollectionId? CollectionId { get; init; }

    /// <summary>What is skipped.</summary>
    public ItemFilter? Filter { get; init; }

    /// <summary>The reason that the skipped items show.</summary>
    public string? Reason { get; init; }

    internal override string FirstPhase => JobPhases.Retrying;

    internal override CollectionId? OfCollection => CollectionId;

    internal override string? ItemKind => Filter?.Kind;

    internal override ItemFilter RetryFilter => Filter ?? base.RetryFilter;
}
