using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.Collections;

/// <summary>Calls from the register, jobs and pictures; callers outside this assembly use <see cref="ICollectionGrain"/>.</summary>
[Alias("ICollectionGrainInternal")]
public interface ICollectionGrainInternal : IGrainWithStringKey
{
    /// <summary>Stores it, unless it is there.</summary>
    [Alias("Create")]
    Task Create(CollectionState state);

    /// <summary>Its source and the cache folder of new renditions; null when there is no such collection.</summary>
    [Alias("Describe"), AlwaysInterleave]
    Task<CollectionFacts?> Describe();

    /// <summary>Stores new renditions in that cache folder from now on; existing ones stay where they are until they are moved.</summary>
    [Alias("MoveTo")]
    Task MoveTo(CacheFolderId folder);

    /// <summary>A scan has ended.</summary>
    [Alias("ScanEnded")]
    Task ScanEnded(JobId job, IReadOnlyDictionary<string, long> ignored);

    /// <summary>Deletes the record, once everything made for the collection is deleted.</summary>
    [Alias("Forget")]
    Task Forget();
}

/// <param name="Path">Canonical path of its source.</param>
/// <param name="Deleting">No new work may start.</param>
[GenerateSerializer, Immutable, Alias("CollectionFacts")]
public sealed record CollectionFacts(
    [property: Id(0)] CollectionId Id,
    [property: Id(1)] string Path,
    [property: Id(2)] CollectionKind Kind,
    [property: Id(3)] CacheFolderId CacheFolderId,
    [property: Id(4)] string CacheFolderPath,
    [property: Id(5)] bool Deleting);
