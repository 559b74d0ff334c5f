using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Sources;

namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>What collections, jobs and alarms ask the stored pictures, and the one bulk write: first documents of what was discovered.</summary>
public interface IImageStore
{
    /// <summary>
    /// Why the store can never keep a picture as a scan found it, with its name and the remedy; null where it can. To be asked before it is stored: the database
    /// would refuse its whole page.
    /// </summary>
    string? FindRefusal(SourceEntry.Picture picture);

    /// <summary>Stores first documents, where absent; existing ones are left as they are. On return they are durable, before any write that begins later.</summary>
    Task InsertAbsentAsync(IReadOnlyList<ImageState> images, CancellationToken cancellationToken);

    /// <summary>What is known of a collection, in the order of its sort keys, after <paramref name="afterKey"/> (null: from the first).</summary>
    Task<IReadOnlyList<KnownImage>> ListKnownAsync(CollectionId collection, string? afterKey, int limit, CancellationToken cancellationToken);

    /// <summary>Items of a job that rest without an attempt and are to be driven (pending), in order of their sort keys.</summary>
    Task<IReadOnlyList<ImageId>> ListDrivableAsync(JobId job, int limit, CancellationToken cancellationToken);

    /// <summary>Items of a job in these states.</summary>
    Task<IReadOnlyList<ImageId>> ListByStateAsync(JobId job, IReadOnlyList<ItemState> states, int limit, CancellationToken cancellationToken);

    /// <summary>Items that match a filter, in the order of their ids, after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<ImageId>> ListMatchingAsync(ItemFilter filter, ImageId? after, int limit, CancellationToken cancellationToken);

    /// <summary>Items of a job that wait for a closed gate.</summary>
    Task<IReadOnlyList<ImageId>> ListWaitingForAsync(JobId job, string resource, int limit, CancellationToken cancellationToken);

    /// <summary>What one of a job's waiting items waits for, the first in their order; null when none waits.</summary>
    Task<WaitingFor?> FindFirstWaitAsync(JobId job, CancellationToken cancellationToken);

    /// <summary>Counts of a job's items by state and stage, and how many carry it as the job in which they failed.</summary>
    Task<JobTally> TallyAsync(JobId job, CancellationToken cancellationToken);

    /// <summary>Bytes and number of the renditions that stored states name in a cache folder.</summary>
    Task<(long Bytes, long Files)> SumRenditionsAsync(CacheFolderId folder, CancellationToken cancellationToken);

    /// <summary>Pictures that belong into a cache folder, whether or not renditions of theirs lie there; those without any come first.</summary>
    Task<IReadOnlyList<PlacedImage>> ListInFolderAsync(CacheFolderId folder, int limit, CancellationToken cancellationToken);

    /// <summary>A page of a collection in the order of its sort keys, after <paramref name="afterKey"/>, with the renditions that each has in that cache folder.</summary>
    Task<IReadOnlyList<NamedRenditions>> ListNamedAsync(CollectionId collection, CacheFolderId folder, string? afterKey, int limit, CancellationToken cancellationToken);

    /// <summary>Which renditions these pictures have, and where; those that there are none of, or that have none, are left out.</summary>
    Task<IReadOnlyList<NamedRenditions>> FindNamedAsync(IReadOnlyList<ImageId> images, CancellationToken cancellationToken);
}

/// <summary>A picture and the collection that it is of.</summary>
public sealed record PlacedImage(ImageId Id, CollectionId CollectionId);

/// <summary>The renditions that a stored state names.</summary>
/// <param name="CacheFolderId">Where they lie.</param>
/// <param name="Files">None when the state names none, or none in the folder that was asked about.</param>
public sealed record NamedRenditions(ImageId Id, string SortKey, CacheFolderId? CacheFolderId, IReadOnlyList<NamedFile> Files);

/// <summary>What a scan compares an entry with.</summary>
public sealed record KnownImage(
    ImageId Id, string SortKey, string Path, string? Entry, long SourceBytes, DateTimeOffset SourceModifiedAt, ItemState State, string? Recipe, JobId? JobId);

/// <param name="Counts">By state and last completed stage.</param>
/// <param name="FailedHere">Items, whoever owns them now, that failed in this job and are not mended.</param>
public sealed record JobTally(IReadOnlyList<(ItemState State, string Stage, long Count)> Counts, long FailedHere);
