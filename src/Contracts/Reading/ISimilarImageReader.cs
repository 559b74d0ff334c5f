using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;

namespace MediaPipeline.Contracts.Reading;

/// <summary>Queries for similar pictures. Missing pictures are never returned.</summary>
public interface ISimilarImageReader
{
    /// <summary>Pictures that look like this one, itself left out; null while it has no perceptual hash.</summary>
    Task<SimilarImages?> ListSimilarAsync(ImageView image, SimilarRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Groups of similar pictures of a collection, the largest first, equally large ones in natural order of their first pictures. A few seconds old at most.
    /// </summary>
    /// <param name="collection">The collection.</param>
    /// <param name="maxDistance">Bits, 0 to 6: pictures at most so far apart belong to one group.</param>
    /// <param name="page">Counts groups.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    Task<Page<NearDuplicateGroup>> ListNearDuplicatesAsync(CollectionId collection, int maxDistance, PageRequest page, CancellationToken cancellationToken);
}

/// <summary>How many similar pictures to list, and from which collection.</summary>
/// <param name="Limit">The most to list.</param>
/// <param name="MaxDistance">Bits, 0 to 64.</param>
/// <param name="CollectionId">Null: every collection.</param>
public sealed record SimilarRequest(int Limit, int MaxDistance, CollectionId? CollectionId = null);
