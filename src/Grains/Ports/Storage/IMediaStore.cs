using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>Queries of grains over media titles only.</summary>
public interface IMediaStore
{
    /// <summary>Those of the titles that are stored.</summary>
    Task<IReadOnlyList<KnownTitle>> FindKnownAsync(IReadOnlyList<MediaId> titles, CancellationToken cancellationToken);
}

/// <summary>What an import compares a record with.</summary>
public sealed record KnownTitle(MediaId Id, string Signature, ItemState State, JobId? JobId);
