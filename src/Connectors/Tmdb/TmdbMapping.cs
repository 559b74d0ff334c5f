using System.Text.Json;
using MediaPipeline.Connectors.Mapping;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.Tmdb;

/// <summary>What TMDB says of a film or a show, in a list or in full: https://developer.themoviedb.org/reference.</summary>
internal static class TmdbMapping
{
    /// <summary>What a title in full is asked for beside its own fields.</summary>
    public const string Parts = "credits,keywords,external_ids,alternative_titles,translations";

    // Of thousands, in a show of many years.
    private const int MaxCast = 50;

    /// <param name="mediaType"><c>movie</c> or <c>tv</c>.</param>
    /// <param name="genres">Names by number, which is all that lists give.</param>
    public static CatalogueRecord Map(JsonElement title, string mediaType, long number, IReadOnlyDictionary<string, string>? genres = null)
    {
        var record = new ProviderRecord(title);
        var isMovie = mediaType is TmdbSource.Movie;
        var id = record.Id("tmdb", "id");
        var shown = record.Name(isMovie ? "title" : "name");
        var titles = ReadTitles(record, isMovie, shown);
        var start = record.Date(isMovie ? "release_date" : "first_air_date");
        var cast = record.List("credits.cast").Take(MaxCast).Select(entry => new ProviderRecord(entry)).ToList();
        return record.ToRecord(number, new MediaFacts
        {
            Source = TmdbSource.SourceName,
            ExternalId = id ?? "",
            Type = mediaType,
            ExternalIds = ProviderRecord.Ids(
                ($"tmdb:{mediaType}", id),
                ("imdb", record.Id("imdb", "imdb_id") ?? record.Id("imdb", "external_ids.imdb_id")),
                ("tvdb", record.Id("tvdb", "external_ids.tvdb_id"))),
            Title = shown,
            Titles = titles.Titles,
            Synonyms = titles.Synonyms,
            Synopsis = record.Prose("overview"),
            Genres = record.Find("genres") is null && genres is not null ? ReadGenres(record, genres) : record.Names("genres"),
            Tags = record.Names(isMovie ? "keywords.keywords" : "keywords.results"),
            StartDate = start,

            // Of a show that goes on it is that of the latest episode.
            EndDate = isMovie || record.Mark("in_production") is true ? null : record.Date("last_air_date"),
            Year = ProviderRecord.YearOf(start),
            Episodes = record.Count("number_of_episodes"),
            Minutes = isMovie ? record.Minutes("runtime") : record.List("episode_run_time").Count > 0 ? ReadEpisodeMinutes(record) : null,
            Status = record.Status("status"),
            Score = record.Score("vote_average"),
            Popularity = record.Number("popularity"),
            Adult = record.Mark("adult"),
            CoverUrl = record.Cover("poster_path"),
            Cast = [.. cast.Select(entry => entry.Name("name")).OfType<string>().Distinct(StringComparer.Ordinal)],
            Characters = [.. cast.Select(entry => entry.Name("character")).OfType<string>().Distinct(StringComparer.Ordinal)
                .Select(name => new MediaCharacter(name))],
        });
    }

    private static TitleList ReadTitles(ProviderRecord record, bool isMovie, string? shown)
    {
        var original = record.Name(isMovie ? "original_title" : "original_name");
        var titles = new TitleList(shown).Add(LanguageOf(record.Word("original_language")), original);

        // Where there is no English title it is the original one.
        if (!string.Equals(shown, original, StringComparison.Ordinal))
        {
            titles.Add("en", shown);
        }

        foreach (var translation in record.List("translations.translations").Select(entry => new ProviderRecord(entry)))
        {
            titles.Add(LanguageOf(translation.Word("iso_639_1")), translation.Name(isMovie ? "data.title" : "data.name"));
        }

        return titles.Add(record.Names(isMovie ? "alternative_titles.titles" : "alternative_titles.results"));
    }

    /// <summary>TMDB has ISO 639-1, and two codes of its own.</summary>
    private static string? LanguageOf(string? code) => code switch
    {
        "cn" => "yue",
        "xx" => null,
        _ => code,
    };

    private static IReadOnlyList<string> ReadGenres(ProviderRecord record, IReadOnlyDictionary<string, string> genres) =>
        [.. record.List("genre_ids").Select(id => genres.GetValueOrDefault(id.ToString())).OfType<string>()];

    private static double? ReadEpisodeMinutes(ProviderRecord record) =>
        record.List("episode_run_time")[0] is { ValueKind: JsonValueKind.Number } minutes && minutes.TryGetDouble(out var length) && length > 0 ? length : null;
}
