using System.Text.Json;
using System.Text.RegularExpressions;

namespace MediaPipeline.Connectors.Files.Mapping;

/// <summary>Reads ids of other sources: from fields of their own, from <c>externalIds</c>, and from links.</summary>
internal static partial class ExternalIdReading
{
    /// <summary>Of an id, in characters.</summary>
    public const int MaxLength = 500;

    /// <summary>The order in which they identify a record that has no id of its own.</summary>
    private static readonly string[] Order = ["anilist", "mal", "kitsu", "anidb", "imdb", "tmdb:movie", "tmdb:tv", "tvdb", "plex"];

    /// <param name="type">Of the title: <c>movie</c> and <c>tv</c> tell what an id of TMDB belongs to.</param>
    public static IReadOnlyDictionary<string, string> Read(RecordFields fields, string? type, FaultList faults)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in fields[CatalogueField.ExternalId].Concat(fields[CatalogueField.ExternalIds].SelectMany(list => Members(list, faults))))
        {
            Add(value, SourceOf(value.Name.Key), type, ids, faults);
        }

        foreach (var (source, id) in Links(fields).Select(Parse).OfType<(string, string)>())
        {
            if (Qualify(source, type) is { } qualified)
            {
                ids.TryAdd(qualified, id);
            }
        }

        foreach (var value in fields[CatalogueField.Id].Where(value => value.Text is { } text && ImdbId().IsMatch(text)))
        {
            ids.TryAdd("imdb", value.Text!);
        }

        return ids;
    }

    /// <summary>All links to pages of sources: a list of texts, a list of objects with <c>id</c> (Plex), or an object with a link for each source.</summary>
    public static IEnumerable<string> Links(RecordFields fields) => fields[CatalogueField.Links].SelectMany(Links);

    /// <summary>
    /// What stands for the id of a record that has none of its own but those of other sources: <c>anilist:1535</c>, or the first of its <c>sources</c>.
    /// </summary>
    public static string? Identify(IReadOnlyDictionary<string, string> ids, RecordFields fields) =>
        Array.Find(Order, ids.ContainsKey) is { } source ? $"{source}:{ids[source]}"
            : fields[CatalogueField.Links].Where(value => value.Name.Key is "sources").SelectMany(Links).FirstOrDefault(link => link.Length <= MaxLength);

    private static IEnumerable<string> Links(FieldValue value) => value switch
    {
        { Text: { } text } => [text],
        { IsArray: true } => value.Json.EnumerateArray()
            .Select(entry => entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("id", out var id) ? id : entry)
            .Select(TextReading.NameOf).OfType<string>(),
        { IsObject: true } => value.Json.EnumerateObject().Select(member => member.Value).Select(TextReading.NameOf).OfType<string>(),
        _ => [],
    };

    private static IEnumerable<FieldValue> Members(FieldValue value, FaultList faults)
    {
        if (!value.IsObject)
        {
            faults.Add(value, "write an object with an id for each source, such as {\"anilist\":\"1535\"}");
            return [];
        }

        return RecordFields.Of(value.Json)[CatalogueField.ExternalId];
    }

    private static void Add(FieldValue value, string source, string? type, Dictionary<string, string> ids, FaultList faults)
    {
        var text = value.Text?.Trim();
        var (linked, id) = text is not null && Parse(text) is { } link ? link : (source, text);
        if (id is not null && FloatingId().IsMatch(id))
        {
            id = id[..^2];
        }

        if (value.IsUnknown || id is "0")
        {
            return;
        }

        if (id is null || !IsId(linked, id))
        {
            faults.Add(value, linked is "imdb" ? "write an id such as tt0111161, or leave it out" : "write a whole number, or leave it out");
        }
        else if (Qualify(linked, type) is { } qualified)
        {
            ids.TryAdd(qualified, id);
        }
        else
        {
            faults.Add(value, "name it tmdb:movie or tmdb:tv, since the type does not say which of them it is");
        }
    }

    private static string SourceOf(string key) => key switch
    {
        "mal" or "malid" or "idmal" or "myanimelist" or "myanimelistid" => "mal",
        "anilist" or "anilistid" or "idanilist" => "anilist",
        "kitsu" or "kitsuid" => "kitsu",
        "anidb" or "anidbid" => "anidb",
        "imdb" or "imdbid" or "tconst" or "imdbtitleid" => "imdb",
        "tvdb" or "tvdbid" or "thetvdb" or "thetvdbid" => "tvdb",
        "plex" or "plexguid" => "plex",
        "tmdbmovie" => "tmdb:movie",
        "tmdbtv" => "tmdb:tv",
        _ => "tmdb",
    };

    private static string? Qualify(string source, string? type) => source is not "tmdb" ? source : type is "movie" or "tv" ? $"tmdb:{type}" : null;

    public static bool IsId(string source, string id) => source switch
    {
        "imdb" => ImdbId().IsMatch(id),
        "plex" => id.Length <= MaxLength,
        _ => id.Length <= 18 && id.All(char.IsAsciiDigit),
    };

    /// <summary>The registry that a link leads to, <c>tmdb</c> where it does not say what its number counts, and the id.</summary>
    public static (string Source, string Id)? Parse(string link)
    {
        var match = Link().Match(link);
        if (!match.Success)
        {
            return null;
        }

        var group = match.Groups.Values.Skip(1).First(group => group.Success);
        return (group.Name.Replace('_', ':'), group.Value);
    }

    [GeneratedRegex(
        """
        ^(?: (?:https?://)?(?:www\.|m\.)?(?:
            anilist\.co/(?:anime|manga)/(?<anilist>[0-9]{1,18})
          | myanimelist\.net/(?:anime|manga)/(?<mal>[0-9]{1,18})
          | kitsu\.(?:io|app)/(?:anime|manga)/(?<kitsu>[0-9]{1,18})
          | anidb\.net/(?:anime/|a|perl-bin/animedb\.pl\?show=anime&aid=)(?<anidb>[0-9]{1,18})
          | imdb\.com/title/(?<imdb>tt[0-9]{7,10})
          | themoviedb\.org/movie/(?<tmdb_movie>[0-9]{1,18})
          | themoviedb\.org/tv/(?<tmdb_tv>[0-9]{1,18}) )
          | imdb://(?<imdb>tt[0-9]{7,10}) | tmdb://(?<tmdb>[0-9]{1,18}) | tvdb://(?<tvdb>[0-9]{1,18}) | plex://[a-z]+/(?<plex>[0-9a-f]+) )
          (?![0-9A-Za-z-])
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Link();

    // Programs that know no missing whole number write 1535.0.
    [GeneratedRegex("^[0-9]+[.]0$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FloatingId();

    [GeneratedRegex("^tt[0-9]{7,10}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ImdbId();
}
