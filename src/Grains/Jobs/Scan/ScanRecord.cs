using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Collections;

namespace MediaPipeline.Grains.Jobs.Scan;

/// <summary>A scan of a collection as it is stored. Its cursor is the sort key of the last entry whose row is stored.</summary>
public sealed record ScanRecord : JobRecord
{
    public CollectionId CollectionId { get; init; }

    /// <summary>Entries found as they were.</summary>
    public long Unchanged { get; init; }

    /// <summary>Known items seen again, and those not seen, up to the cursor.</summary>
    public long Seen { get; init; }
    public long Vanished { get; init; }

    /// <summary>Files that are no pictures, by extension.</summary>
    public IReadOnlyDictionary<string, long> Ignored { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    internal override string FirstPhase => ScanPhases.Reading;

    internal override CollectionId? OfCollection => CollectionId;

    internal override string? ItemKind => ImageStages.Kind.Name;

    internal override long UnchangedCount => Unchanged;

    internal override bool IsBlockedBy(WaitingFor closed) => string.Equals(closed.Resource, SourceGate.Of(CollectionId), StringComparison.Ordinal);
}
