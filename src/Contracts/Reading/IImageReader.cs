using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Reading;

/// <summary>Queries over the stored pictures.</summary>
public interface IImageReader
{
    Task<ImageView?> FindAsync(ImageId id, CancellationToken cancellationToken);

    /// <summary>In natural order of path and entry.</summary>
    Task<Page<ImageView>> ListAsync(CollectionId collection, ItemFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Location of a rendition or of the original; null when there is no such picture.</summary>
    Task<RenditionLocation?> LocateAsync(ImageId id, RenditionKind kind, CancellationToken cancellationToken);

    /// <summary>Locations of the thumbnails of several pictures; those that do not exist are left out.</summary>
    Task<IReadOnlyDictionary<ImageId, RenditionLocation>> LocateThumbnailsAsync(IReadOnlyList<ImageId> ids, CancellationToken cancellationToken);
}

/// <param name="AbsolutePath">Null while it is not there: <paramref name="State"/> and <paramref name="Stage"/> say why.</param>
/// <param name="Entry">Identity in the archive at that path, for <see cref="IArchiveReader"/>; null for a file.</param>
/// <param name="ContentType">By the true format; null when it is not known to be an allowed format.</param>
/// <param name="Hash">Changes whenever the bytes do.</param>
/// <param name="FileName">Name for a download.</param>
public sealed record RenditionLocation(
    string? AbsolutePath, string? Entry, string? ContentType, string? Hash, long? Bytes, string FileName, ItemState State, string Stage,
        DateTimeOffset? ModifiedAt);
