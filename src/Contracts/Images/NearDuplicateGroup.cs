namespace MediaPipeline.Contracts.Images;

/// <summary>Pictures connected by small distances: each is near at least one other picture of the group.</summary>
/// <param name="Count">All of them.</param>
/// <param name="Images">The first <see cref="MostImages"/> in natural order, each with its distance to the first. Equal bytes show as equal content
/// hashes.</param>
public sealed record NearDuplicateGroup(int Count, IReadOnlyList<SimilarImage> Images)
{
    /// <summary>How many pictures of a group are listed.</summary>
    public const int MostImages = 50;
}
