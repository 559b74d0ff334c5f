using System.Text.Json;
using MediaPipeline.Connectors.Files.Mapping;
using MediaPipeline.Connectors.Mapping;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.MyAnimeList;

/// <summary>What API v2 of MyAnimeList says of a title: https://myanimelist.net/apiconfig/references/api/v2.</summary>
internal static class MyAnimeListMapping
{
    /// <summary>The fields to ask for; without them there are only id, title and picture.</summary>
    public const string Fields = "alternative_titles,start_date,end_date,start_season,synopsis,mean,num_list_users,nsfw,rating,genres,media_type,status,"
        + "num_episodes,average_episode_duration,main_picture";

    // What MyAnimeList calls explicit genres and rates Rx. Its third one, Ecchi, is for those of 17 and older.
    private static readonly string[] ForAdults = ["Hentai", "Erotica"];

    public static CatalogueRecord Map(JsonElement title, string mediaType, long number)
    {
        var record = new ProviderRecord(title);
        var id = record.Id("mal", "id");
        var shown = record.Name("title");
        var original = OriginalLanguage(record.Word("media_type"));
        var titles = new TitleList(shown)
            .Add(Romanised(original), shown)
            .Add("en", record.Name("alternative_titles.en"))
            .Add(original, record.Name("alternative_titles.ja"))
            .Add(record.Names("alternative_titles.synonyms"));
        var genres = record.Names("genres");
        var start = record.Date("start_date");
        return record.ToRecord(number, new MediaFacts
        {
            Source = MyAnimeListSource.SourceName,
            ExternalId = id ?? "",
            Type = mediaType,
            ExternalIds = ProviderRecord.Ids(("mal", id)),
            Title = shown,
            Titles = titles.Titles,
            Synonyms = titles.Synonyms,
            Synopsis = record.Prose("synopsis"),
            Genres = genres,
            StartDate = start,
            EndDate = record.Date("end_date"),
            Year = record.Year("start_season.year") ?? ProviderRecord.YearOf(start),
            Episodes = record.Count("num_episodes"),
            Minutes = record.Minutes("average_episode_duration"),
            Status = record.Status("status"),
            Score = record.Score("mean"),
            Popularity = record.Number("num_list_users"),
            Adult = genres.Any(ForAdults.Contains) || MarkReading.IsForAdults(record.Word("rating")) ? true : record.Mark("nsfw"),
            CoverUrl = record.Cover("main_picture.large", "main_picture.medium"),
        });
    }

    /// <summary>The language of what MyAnimeList calls the Japanese title.</summary>
    public static string OriginalLanguage(string? format) => format switch
    {
        "manhwa" => "ko",
        "manhua" => "zh",
        "oel" => "en",
        _ => "ja",
    };

    /// <summary>The language of the main title, which is in Latin letters.</summary>
    public static string Romanised(string language) => language is "en" ? language : $"{language}-Latn";
}
