namespace MediaPipeline.Contracts.Media;

/// <summary>
/// What one source says of a title, in common terms. What it does not say is null, or empty; nothing is made up. Texts are plain text, without markup and
/// entities.
/// </summary>
[GenerateSerializer, Immutable, Alias("MediaFacts")]
public sealed record MediaFacts
{
    /// <summary>Name of the source: <c>file</c>, <c>anilist</c>, …</summary>
    [Id(0)] public string Source { get; init; } = "";

    /// <summary>The source's own id of the title, within its type.</summary>
    [Id(1)] public string ExternalId { get; init; } = "";

    /// <summary><c>anime</c>, <c>manga</c>, <c>movie</c>, <c>tv</c>, or what else the source calls it, in lower case.</summary>
    [Id(2)] public string Type { get; init; } = "";

    /// <summary>
    /// Ids of other sources: by <c>anilist</c>, <c>mal</c>, <c>kitsu</c>, <c>anidb</c>, <c>imdb</c>, <c>tmdb:movie</c>, <c>tmdb:tv</c>, <c>tvdb</c>,
    /// <c>plex</c>.
    /// </summary>
    [Id(3)] public IReadOnlyDictionary<string, string> ExternalIds { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The title to show.</summary>
    [Id(4)] public string? Title { get; init; }

    /// <summary>Titles by language (BCP 47): <c>en</c>, <c>ja</c>, <c>ja-Latn</c> for romanised Japanese.</summary>
    [Id(5)] public IReadOnlyDictionary<string, string> Titles { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Other titles, whose language is not known.</summary>
    [Id(6)] public IReadOnlyList<string> Synonyms { get; init; } = [];
    [Id(7)] public string? Synopsis { get; init; }
    [Id(8)] public IReadOnlyList<string> Genres { get; init; } = [];
    [Id(9)] public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>As precise as it is known: <c>1999</c>, <c>1999-10</c>, <c>1999-10-20</c>.</summary>
    [Id(10)] public string? StartDate { get; init; }

    /// <inheritdoc cref="StartDate"/>
    [Id(11)] public string? EndDate { get; init; }

    /// <summary>Year of its start, or the year that the source gives.</summary>
    [Id(12)] public int? Year { get; init; }
    [Id(13)] public int? Episodes { get; init; }

    /// <summary>Length of the film or of an episode, in minutes.</summary>
    [Id(14)] public double? Minutes { get; init; }

    /// <summary><c>finished</c>, <c>ongoing</c>, <c>upcoming</c>, <c>hiatus</c>, <c>cancelled</c>, or what else the source says, in lower case.</summary>
    [Id(15)] public string? Status { get; init; }

    /// <summary>0 to 100.</summary>
    [Id(16)] public double? Score { get; init; }

    /// <summary>The higher, the more popular; comparable within the source only.</summary>
    [Id(17)] public double? Popularity { get; init; }

    /// <summary>Whether the source marks it as for adults only; null when it does not say.</summary>
    [Id(18)] public bool? Adult { get; init; }
    [Id(19)] public string? CoverUrl { get; init; }

    /// <summary>Names of actors or voice actors, the most important first.</summary>
    [Id(20)] public IReadOnlyList<string> Cast { get; init; } = [];
    [Id(21)] public IReadOnlyList<MediaCharacter> Characters { get; init; } = [];
}
