namespace MediaPipeline.Contracts.Media;

/// <summary>What titles are ordered by.</summary>
public enum MediaSort
{
    /// <summary>In the order of people: numbers by value, in any case.</summary>
    Title,
    Year,
    Score,
    Popularity,

    /// <summary>When it was last imported.</summary>
    ImportedAt,

    /// <summary>How well its words match; only of a filter with words.</summary>
    Relevance,
}
