using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace MediaPipeline.Connectors.Files.Mapping;

/// <summary>A name as it is written in a file, and what it stands for.</summary>
/// <param name="Written">As in the file.</param>
/// <param name="Key">Its letters and digits, in lower case: <c>Release Date</c> and <c>release_date</c> are <c>releasedate</c>.</param>
/// <param name="Uses">The fields that it stands for; none if it is not known.</param>
internal sealed record FieldName(string Written, string Key, IReadOnlyList<FieldUse> Uses)
{
    // The names of a file come again with each of its records. A file may also have a new one in each.
    private const int MaxSeen = 1_000, MaxSeenLength = 50;
    private static readonly ConcurrentDictionary<string, FieldName> Seen = new(StringComparer.Ordinal);

    // Of several names of a field the first one counts first.
    private static readonly FrozenDictionary<string, FieldUse[]> Known = Build(
    [
        (CatalogueField.Id, "externalid id malid tconst imdbtitleid slug href"),
        (CatalogueField.Type, "mediatype type titletype kind format"),
        (CatalogueField.Title, "title name primarytitle titleenglish englishtitle titleromaji titlejapanese originaltitle originalname"),
        (CatalogueField.Titles,
            "titles alternativetitles title titleenglish englishtitle englishname english titlejapanese japanesetitle japanesename japanese titlenative native "
            + "titleromaji romajititle romaji"),
        (CatalogueField.Synonyms,
            "synonyms titlesynonyms alternatetitles alternatetitle aliases alsoknownas aka abbreviatedtitles othernames originaltitle originalname"),
        (CatalogueField.Synopsis, "synopsis description overview plot extract summary storyline"),
        (CatalogueField.Genres, "genres genre majorgenre"),
        (CatalogueField.Tags, "tags tag keywords themes demographics"),
        (CatalogueField.Year, "year startyear seasonyear releaseyear yearofrelease yearreleased"),
        (CatalogueField.Season, "animeseason startseason premiered"),
        (CatalogueField.Start,
            "startdate airedfrom releasedate releaseddate released dateofrelease firstairdate datepublished originallyavailableat premieredate premiered"),
        (CatalogueField.End, "enddate airedto lastairdate endyear"),
        (CatalogueField.Period, "aired published"),
        (CatalogueField.Episodes, "episodes numepisodes numberofepisodes episodecount totalepisodes"),
        (CatalogueField.Length,
            "minutes averageepisodeduration durationseconds durationminutes episodelength runtime runtimeminutes runningtime runningtimemin lengthmin "
            + "duration"),
        (CatalogueField.Status, "status airingstatus publishingstatus"),
        (CatalogueField.Score,
            "averagescore imdbrating imdbscore voteaverage mean score averagerating rating meanscore metascore metacritic rottentomatoesrating tomatometer"),
        (CatalogueField.Popularity, "numlistusers members usercount imdbvotes votecount numvotes votes popularity favourites favorites"),
        (CatalogueField.Adult, "isadult adult nsfw"),
        (CatalogueField.AgeRating, "rating agerating contentrating certification mpaarating"),
        (CatalogueField.Cover,
            "coverurl cover coverimage posterurl poster posterpath posterimage mainpicture picture imageurl image images pictureurl thumbnail thumbnailurl"),
        (CatalogueField.Cast, "cast actors stars starring"),
        (CatalogueField.Characters, "characters"),
        (CatalogueField.ExternalIds, "externalids ids"),
        (CatalogueField.ExternalId,
            "anilist anilistid idanilist mal myanimelist malid idmal myanimelistid kitsu kitsuid anidb anidbid imdb imdbid tconst imdbtitleid tmdb tmdbid "
            + "themoviedb themoviedbid tmdbmovie tmdbtv tvdb tvdbid thetvdb thetvdbid plex plexguid"),
        (CatalogueField.Links, "sources siteurl url guid guids"),
        (CatalogueField.Country, "countryoforigin"),
        (CatalogueField.Export, "contentsignature"),
    ]);

    public bool IsTitle => Uses.Any(use => use.Field == CatalogueField.Title);

    public static FieldName Find(string written)
    {
        if (Seen.TryGetValue(written, out var seen))
        {
            return seen;
        }

        var key = Fold(written);
        var name = new FieldName(written, key, Known.GetValueOrDefault(key, []));
        if (written.Length <= MaxSeenLength && Seen.Count < MaxSeen)
        {
            Seen.TryAdd(written, name);
        }

        return name;
    }

    /// <summary>Letters and digits, in lower case.</summary>
    public static string Fold(string written) => string.Concat(written.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    private static FrozenDictionary<string, FieldUse[]> Build((CatalogueField Field, string Names)[] fields) => fields
        .SelectMany(field => field.Names.Split(' ').Select((name, rank) => (Name: name, Use: new FieldUse(field.Field, rank))))
        .GroupBy(name => name.Name, name => name.Use, StringComparer.Ordinal)
        .ToFrozenDictionary(uses => uses.Key, uses => uses.ToArray(), StringComparer.Ordinal);
}

/// <param name="Rank">Of several names of the field the lowest rank counts first.</param>
internal sealed record FieldUse(CatalogueField Field, int Rank);
