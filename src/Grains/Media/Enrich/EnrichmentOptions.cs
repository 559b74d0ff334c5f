namespace MediaPipeline.Grains.Media.Enrich;

/// <summary>Which enrichers are asked about which titles.</summary>
public sealed class EnrichmentOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Enrichment";

    /// <summary>
    /// Names of enrichers by type of title, in the order in which they are asked; by default <c>tmdb</c> and <c>imdb</c> for <c>movie</c> and <c>tv</c>. One that
    /// is not configured is not asked.
    /// </summary>
    public IDictionary<string, string[]> Types { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["movie"] = ["tmdb", "imdb"],
        ["tv"] = ["tmdb", "imdb"],
    };
}
