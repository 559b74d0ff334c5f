using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Ports.Sources;

namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>What scans, collections and cache folders ask the stored pictures, besides what <see cref="IItemStore"/> answers for items of every kind.</summary>
public interface IImageStore
{
    /// <summary>
    /// Why the store can never keep a picture as a scan found it, with its name and the remedy; null where it can. To be asked before it is stored: the
    /// database would refuse its whole page.
    /// </summary>
    string? FindRefusal(SourceEntry.Picture picture);

    /// <summary>What is known of a collection, in the order of its sort keys, after <paramref name="afterKey"/> (null: from the first).</summary>
    Task<IReadOnlyList<KnownImage>> ListKnownAsync(CollectionId collection, string? afterKey, int limit, CancellationToken cancellationToken);

    /// <summary>Bytes and number of the renditions that stored states name in a cache folder.</summary>
    Task<(long Bytes, long Files)> SumRenditionsAsync(CacheFolderId folder, CancellationToken cancellationToken);

    /// <summary>Pictures that belong into a cache folder, whether or not renditions of theirs lie there; those without any come first.</summary>
    Task<IReadOnlyList<PlacedImage>> ListInFolderAsync(CacheFolderId folder, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// A page of a collection in the order of its sort keys, after <paramref name="afterKey"/>, with the renditions that each has in that cache folder.
    /// </summary>
    Task<IReadOnlyList<NamedRenditions>> ListNamedAsync(
        CollectionId collection, CacheFolderId folder, string? afterKey, int limit, CancellationToken cancellationToken);

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
