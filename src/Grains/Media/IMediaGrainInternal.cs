using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Media;

namespace MediaPipeline.Grains.Media;

/// <summary>Calls from imports and from other titles; callers outside this assembly use <see cref="IMediaGrain"/>.</summary>
[Alias("IMediaGrainInternal")]
public interface IMediaGrainInternal : IGrainWithStringKey
{
    /// <summary>An import has read something about it.</summary>
    [Alias("Offer")]
    Task<OfferResult> Offer(OfferedFacts facts, JobId jobId, int priority, bool overwrite);

    /// <summary>Another title becomes a part of it. Idempotent.</summary>
    /// <returns>The title that has taken it over: another one when this one has become a part of that; null when this one is to become a part of it.</returns>
    [Alias("Absorb")]
    Task<MediaId?> Absorb(AbsorbedTitle title);

    /// <summary>Sources that were merged into another title, or read with it, become this title. Idempotent.</summary>
    [Alias("Revive")]
    Task Revive(IReadOnlyList<SourceFacts> sources, MediaId from);
}

/// <summary>A title that becomes a part of another one.</summary>
[GenerateSerializer, Immutable, Alias("AbsorbedTitle")]
public sealed record AbsorbedTitle(
    [property: Id(0)] MediaId Id,
    [property: Id(1)] IReadOnlyList<SourceFacts> Sources,
    [property: Id(2)] MediaFacts? Edits,
    [property: Id(3)] IReadOnlyList<string> Locked);

/// <param name="MovedTo">The title that it has become a part of, and that is to be told instead.</param>
[GenerateSerializer, Immutable, Alias("OfferResult")]
public sealed record OfferResult([property: Id(0)] OfferStatus Status, [property: Id(1)] MediaId? MovedTo = null);

/// <summary>What a title did with a record that an import offered to it.</summary>
[GenerateSerializer, Alias("OfferStatus")]
public enum OfferStatus
{
    /// <summary>It knows that, and needs nothing.</summary>
    Unchanged,

    /// <summary>It goes through its stages again.</summary>
    Changed,

    /// <summary>The same, and the record is one that it did not have.</summary>
    Merged,

    /// <summary>It has become a part of another title.</summary>
    Moved,
}
