using MediaPipeline.Contracts.Collections;

namespace MediaPipeline.Grains.Collections;

/// <summary>What callers see of a stored collection.</summary>
public static class CollectionViews
{
    public static CollectionView ToView(CollectionState collection, CollectionTally tally) => new(
        collection.Id,
        collection.Name,
        collection.Path,
        collection.Kind,
        collection.Lifecycle,
        tally.Total,
        tally.ByState,
        tally.ByStage,
        tally.SourceBytes,
        tally.RenditionBytes,
        collection.CacheFolderId,
        collection.CreatedAt,
        collection.LastScannedAt,
        collection.Ignored,
        collection.JobId);
}

/// <summary>Counts over the stored items of a collection.</summary>
/// <param name="ByState">Every state by its stored name.</param>
/// <param name="ByStage">Only of items that are neither failed, quarantined, skipped nor missing.</param>
public sealed record CollectionTally(
    long Total, IReadOnlyDictionary<string, long> ByState, IReadOnlyDictionary<string, long> ByStage, long SourceBytes, long RenditionBytes);
