using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.Collections;

/// <summary>What the register, jobs and pictures ask a collection; callers outside see <see cref="ICollectionGrain"/>.</summary>
[Alias("ICollectionGrainInternal")]
public interface ICollectionGrainInternal : IGrainWithStringKey
{
    /// <summary>Stores it, unless it is there.</summary>
    [Alias("Create")]
    Task Create(CollectionState state);

    /// <summary>Where it is read from and where its renditions go; null when there is no such collection.</summary>
    [Alias("Describe"), AlwaysInterleave]
    Task<CollectionFacts?> Describe();

    /// <summary>From now on its renditions go to that cache folder; those that lie elsewhere stay there until they are moved.</summary>
    [Alias("MoveTo")]
    Task MoveTo(CacheFolderId folder);

    /// <summary>A scan came to its end.</summary>
    [Alias("ScanEnded")]
    Task ScanEnded(JobId job, IReadOnlyDictionary<string, long> ignored);

    /// <summary>All we made for it is gone: the record goes too.</summary>
    [Alias("Forget")]
    Task Forget();
}

/// <param name="Path">Canonical path of its source.</param>
/// <param name="Deleting">No work is to start any more.</param>
[GenerateSerializer, Immutable, Alias("CollectionFacts")]
public sealed record CollectionFacts(
    [property: Id(0)] CollectionId Id,
    [property: Id(1)] string Path,
    [property: Id(2)] CollectionKind Kind,
    [property: Id(3)] CacheFolderId CacheFolderId,
    [property: Id(4)] string CacheFolderPath,
    [property: Id(5)] bool Deleting);
