using MediaPipeline.Contracts.Media;

namespace MediaPipeline.Grains.Media.Facts;

/// <summary>What is shown of a title, of all that its sources say: by a fixed order of sources for each field; what a person has set comes first.</summary>
internal static class FactPrecedence
{
    /// <summary>The order of sources; others follow by their names.</summary>
    private static readonly string[] Usual = ["anilist", "myanimelist", "tmdb", "imdb", "plex", "file", "sample"];

    /// <summary>Fields of which other sources know more: IMDb has the most votes.</summary>
    private static readonly Dictionary<string, string[]> OfField = new(StringComparer.Ordinal)
    {
        ["score"] = ["anilist", "myanimelist", "imdb", "tmdb", "plex", "file", "sample"],
        ["popularity"] = ["anilist", "myanimelist", "imdb", "tmdb", "plex", "file", "sample"],
    };

    /// <param name="said">What each source says. The first one names the title.</param>
    /// <param name="edits">What a person has set.</param>
    /// <param name="locked">The fields that a person has set, also to nothing.</param>
    public static MediaFacts Derive(IReadOnlyList<MediaFacts> said, MediaFacts? edits, IReadOnlyList<string> locked)
    {
        if (said.Count == 1 && locked.Count == 0)
        {
            return said[0];
        }

        var facts = new MediaFacts { Source = said[0].Source, ExternalId = said[0].ExternalId, Type = said[0].Type };
        foreach (var field in MediaField.All)
        {
            facts = edits is not null && locked.Contains(field.Name, StringComparer.Ordinal)
                ? field.Copy(facts, edits)
                : Sayers(field, said).Aggregate(facts, (so, next) => field.Add is { } add && field.IsSet(so) ? add(so, next) : field.Copy(so, next));
        }

        return facts;
    }

    /// <summary>The sources whose value of a field is shown, the one that counts most first.</summary>
    public static IEnumerable<MediaFacts> Sayers(MediaField field, IEnumerable<MediaFacts> said)
    {
        var ordered = said.Where(field.IsSet).OrderBy(facts => Rank(field.Name, facts.Source)).ThenBy(facts => facts.Source, StringComparer.Ordinal);
        return field.Add is null ? ordered.Take(1) : ordered;
    }

    private static int Rank(string field, string source)
    {
        var order = OfField.GetValueOrDefault(field, Usual);
        var rank = Array.IndexOf(order, source);
        return rank < 0 ? order.Length : rank;
    }
}
