using MediaPipeline.Contracts.Media;

namespace MediaPipeline.Grains.Media.Facts;

/// <summary>One field of a title.</summary>
/// <param name="Name">As it is sent.</param>
/// <param name="IsSet">Whether facts say anything of it.</param>
/// <param name="Copy">The first facts with the value of the second.</param>
/// <param name="Add">The first facts with what the second add to it, where several sources make one value; null: the first source that says it counts.</param>
/// <param name="IsEditable">Whether a person can set it.</param>
internal sealed record MediaField(
    string Name,
    Func<MediaFacts, bool> IsSet,
    Func<MediaFacts, MediaFacts, MediaFacts> Copy,
    Func<MediaFacts, MediaFacts, MediaFacts>? Add = null,
    bool IsEditable = true)
{
    /// <summary>All that are derived from sources.</summary>
    public static IReadOnlyList<MediaField> All { get; } =
    [
        new("type", facts => facts.Type.Length > 0 && facts.Type is not MediaTypes.Unknown, (to, from) => to with { Type = from.Type }),
        new("title", facts => !string.IsNullOrWhiteSpace(facts.Title), (to, from) => to with { Title = from.Title }),
        new(
            "titles",
            facts => facts.Titles.Count > 0,
            (to, from) => to with { Titles = from.Titles },
            (to, from) => to with { Titles = Merge(to.Titles, from.Titles) }),
        new(
            "synonyms",
            facts => facts.Synonyms.Count > 0,
            (to, from) => to with { Synonyms = from.Synonyms },
            (to, from) => to with { Synonyms = Merge(to.Synonyms, from.Synonyms) }),
        new("synopsis", facts => facts.Synopsis is not null, (to, from) => to with { Synopsis = from.Synopsis }),
        new(
            "genres",
            facts => facts.Genres.Count > 0,
            (to, from) => to with { Genres = from.Genres },
            (to, from) => to with { Genres = Merge(to.Genres, from.Genres) }),
        new(
            "tags", facts => facts.Tags.Count > 0, (to, from) => to with { Tags = from.Tags }, (to, from) => to with { Tags = Merge(to.Tags, from.Tags) }),
        new("startDate", facts => facts.StartDate is not null, (to, from) => to with { StartDate = from.StartDate }),
        new("endDate", facts => facts.EndDate is not null, (to, from) => to with { EndDate = from.EndDate }),
        new("year", facts => facts.Year is not null, (to, from) => to with { Year = from.Year }),
        new("episodes", facts => facts.Episodes is not null, (to, from) => to with { Episodes = from.Episodes }),
        new("minutes", facts => facts.Minutes is not null, (to, from) => to with { Minutes = from.Minutes }),
        new("status", facts => facts.Status is not null, (to, from) => to with { Status = from.Status }),
        new("score", facts => facts.Score is not null, (to, from) => to with { Score = from.Score }),
        new("popularity", facts => facts.Popularity is not null, (to, from) => to with { Popularity = from.Popularity }),
        new(
            "adult",
            facts => facts.Adult is not null,
            (to, from) => to with { Adult = from.Adult },
            (to, from) => to with { Adult = to.Adult is true || from.Adult is true }),
        new("coverUrl", facts => facts.CoverUrl is not null, (to, from) => to with { CoverUrl = from.CoverUrl }),
        new("cast", facts => facts.Cast.Count > 0, (to, from) => to with { Cast = from.Cast }),
        new("characters", facts => facts.Characters.Count > 0, (to, from) => to with { Characters = from.Characters }),
        new(
            "externalIds",
            facts => facts.ExternalIds.Count > 0,
            (to, from) => to with { ExternalIds = from.ExternalIds },
            (to, from) => to with { ExternalIds = Merge(to.ExternalIds, from.ExternalIds) },
            IsEditable: false),
    ];

    /// <summary>Those that a person can set, by their names.</summary>
    public static IReadOnlyDictionary<string, MediaField> Editable { get; } =
        All.Where(field => field.IsEditable).ToDictionary(field => field.Name, StringComparer.Ordinal);

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> first, IReadOnlyDictionary<string, string> second)
    {
        var merged = new Dictionary<string, string>(first, StringComparer.Ordinal);
        foreach (var (key, value) in second)
        {
            merged.TryAdd(key, value);
        }

        return merged;
    }

    private static List<string> Merge(IReadOnlyList<string> first, IReadOnlyList<string> second) =>
        [.. first.Concat(second).Distinct(StringComparer.OrdinalIgnoreCase)];
}
