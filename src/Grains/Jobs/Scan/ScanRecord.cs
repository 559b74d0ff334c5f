using System.Text.Json.Serialization;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Ports.Storage;

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

    /// <summary>Found as they were, but still to be read again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public long Unverified { get; init; }

    /// <summary>What was found by reading all again, counted at the end; null when that is not done.</summary>
    public VerificationReport? Verification { get; init; }

    internal bool Verifies => Verification is not null;

    internal override string FirstPhase => ScanPhases.Reading;

    internal override CollectionId? OfCollection => CollectionId;

    internal override string? ItemKind => ImageStages.Kind.Name;

    internal override long UnchangedCount => Unchanged + Unverified - AwaitedCount;

    internal override long AwaitedCount => string.Equals(Phase, ScanPhases.Verifying, StringComparison.Ordinal) ? Unverified : 0;

    internal override JobRecord WithCounts(JobTally tally) => Verifies ? this with { Verification = tally.Verified ?? new VerificationReport() } : this;

    internal override JobView ShowIn(JobView view) => view with { Verification = Verification };

    internal override bool IsBlockedBy(WaitingFor closed) => string.Equals(closed.Resource, SourceGate.Of(CollectionId), StringComparison.Ordinal);
}
