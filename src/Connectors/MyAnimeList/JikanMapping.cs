using System.Text.Json;
using MediaPipeline.Connectors.Files.Mapping;
using MediaPipeline.Connectors.Mapping;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.MyAnimeList;

/// <summary>What Jikan, which reads the pages of MyAnimeList, says of a title: https://docs.api.jikan.moe.</summary>
internal static class JikanMapping
{
    private static readonly Dictionary<string, string> Languages = new(StringComparer.Ordinal)
    {
        ["French"] = "fr",
        ["German"] = "de",
        ["Italian"] = "it",
        ["Portuguese"] = "pt",
        ["Spanish"] = "es",
    };

    public static CatalogueRecord Map(JsonElement title, string mediaType, long number)
    {
        var record = new ProviderRecord(title);
        var id = record.Id("mal", "mal_id");
        var shown = record.Name("title");
        var titles = ReadTitles(record, shown);

        // The instants in 'from' and 'to' are days at midnight, and the first of January where only the year is known. Those in 'prop' are as precise as known.
        var start = ReadDate(record, mediaType, "from");
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
            Genres = record.Names("genres", "explicit_genres"),
            Tags = record.Names("themes", "demographics"),
            StartDate = start,
            EndDate = ReadDate(record, mediaType, "to"),
            Year = record.Year("year") ?? ProviderRecord.YearOf(start),
            Episodes = record.Count("episodes"),
            Minutes = record.Minutes("duration"),
            Status = record.Status("status"),
            Score = record.Score("score", "scored"),
            Popularity = record.Number("members"),
            Adult = ReadAdult(record),
            CoverUrl = record.Cover("images.jpg.large_image_url", "images.jpg.image_url", "images.webp.large_image_url", "images.webp.image_url"),
        });
    }

    private static TitleList ReadTitles(ProviderRecord record, string? shown)
    {
        var original = MyAnimeListMapping.OriginalLanguage(record.Word("type"));
        var titles = new TitleList(shown)
            .Add(MyAnimeListMapping.Romanised(original), shown)
            .Add("en", record.Name("title_english"))
            .Add(original, record.Name("title_japanese"))
            .Add(record.Names("title_synonyms"));
        foreach (var typed in record.List("titles").Select(entry => new ProviderRecord(entry)))
        {
            titles.Add(Languages.GetValueOrDefault(typed.Name("type") ?? ""), typed.Name("title"));
        }

        return titles;
    }

    private static string? ReadDate(ProviderRecord record, string mediaType, string end)
    {
        var period = mediaType is MediaTypes.Manga ? "published" : "aired";
        var parts = $"{period}.prop.{end}";
        return record.Find(parts) is null ? record.Date($"{period}.{end}") : record.Date(parts);
    }

    private static bool? ReadAdult(ProviderRecord record) =>
        record.List("explicit_genres").Count > 0 || MarkReading.IsForAdults(record.Word("rating")) ? true
            : record.Find("explicit_genres") is { IsArray: true } ? false : null;
}
