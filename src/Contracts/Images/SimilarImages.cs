namespace MediaPipeline.Contracts.Images;

/// <summary>Pictures that look like another one, the nearest first; equally near ones by collection and in natural order.</summary>
/// <param name="Total">All within <paramref name="MaxDistance"/>, also those beyond <paramref name="Limit"/>.</param>
/// <param name="Limit">The most that are listed.</param>
/// <param name="MaxDistance">Bits.</param>
public sealed record SimilarImages(IReadOnlyList<SimilarImage> Items, long Total, int Limit, int MaxDistance);
