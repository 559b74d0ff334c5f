using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Ports.Sources;

namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>Queries of scans, collections and cache folders over pictures, in addition to those of <see cref="IItemStore"/> over items of every kind.</summary>
public interface IImageStore
{
    /// <summary>
    /// Why the store can never hold a picture as a scan found it, with its name and the remedy; null if it can. Must be called before storing: the database
    /// would reject the whole page.
    /// </summary>
    string? FindRefusal(SourceEntry.Picture picture);

    /// <summary>The known pictures of a collection, in the order of its sort keys, after <paramref name="afterKey"/> (null: from the first).</summary>
    Task<IReadOnlyList<KnownImage>> ListKnownAsync(CollectionId collection, string? afterKey, int limit, CancellationToken cancellationToken);

    /// <summary>Bytes and number of the stored renditions in a cache folder.</summary>
    Task<(long Bytes, long Files)> SumRenditionsAsync(CacheFolderId folder, CancellationToken cancellationToken);

    /// <summary>Pictures assigned to a cache folder, whether or not they have renditions there; those without any come first.</summary>
    Task<IReadOnlyList<PlacedImage>> ListInFolderAsync(CacheFolderId folder, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// A page of a collection in the order of its sort keys, after <paramref name="afterKey"/>, with the renditions that each has in that cache folder.
    /// </summary>
    Task<IReadOnlyList<NamedRenditions>> ListNamedAsync(
        CollectionId collection, CacheFolderId folder, string? afterKey, int limit, CancellationToken cancellationToken);

    /// <summary>The renditions of these pictures, and where they are; unknown pictures and those without renditions are left out.</summary>
    Task<IReadOnlyList<NamedRenditions>> FindNamedAsync(IReadOnlyList<ImageId> images, CancellationToken cancellationToken);
}

/// <summary>A picture and its collection.</summary>
public sealed record PlacedImage(ImageId Id, CollectionId CollectionId);

/// <summary>The renditions of a stored picture.</summary>
/// <param name="CacheFolderId">Where they lie.</param>
/// <param name="Files">Empty when it has none, or none in the given folder.</param>
public sealed record NamedRenditions(ImageId Id, string SortKey, CacheFolderId? CacheFolderId, IReadOnlyList<NamedFile> Files);

/// <summary>What a scan compares an entry with.</summary>
public sealed record KnownImage(
    ImageId Id, string SortKey, string Path, string? Entry, long SourceBytes, DateTimeOffset SourceModifiedAt, ItemState State, string? Recipe, JobId? JobId,
    FileStamp SourceStamp = default);
