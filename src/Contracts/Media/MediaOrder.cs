namespace MediaPipeline.Contracts.Media;

/// <summary>The order of a list of titles. Those without a value come last, whatever the direction.</summary>
/// <param name="Descending">The highest first; without effect on relevance, of which the best always comes first.</param>
public sealed record MediaOrder(MediaSort Sort, bool Descending = false)
{
    public static MediaOrder ByTitle { get; } = new(MediaSort.Title);
}
