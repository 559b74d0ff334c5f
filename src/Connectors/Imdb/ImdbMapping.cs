using System.Text.Json;
using MediaPipeline.Connectors.Mapping;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.Imdb;

/// <summary>What imdbapi.dev says of a title: https://imdbapi.dev.</summary>
internal static class ImdbMapping
{
    public static CatalogueRecord Map(JsonElement title, long number)
    {
        var record = new ProviderRecord(title);
        var id = record.Id("imdb", "id");
        var shown = record.Name("primaryTitle");
        return record.ToRecord(number, new MediaFacts
        {
            Source = ImdbEnricher.SourceName,
            ExternalId = id ?? "",
            Type = TypeOf(record.Word("type")),
            ExternalIds = ProviderRecord.Ids(("imdb", id)),
            Title = shown,
            Synonyms = new TitleList(shown).Add(language: null, record.Name("originalTitle")).Synonyms,
            Synopsis = record.Prose("plot"),
            Genres = record.Names("genres"),
            Tags = record.Names("interests"),
            EndDate = record.Date("endYear"),
            Year = record.Year("startYear"),
            Minutes = record.Minutes("runtimeSeconds"),
            Score = record.Score("rating.aggregateRating"),
            Popularity = record.Number("rating.voteCount"),
            Adult = record.Mark("isAdult"),
            CoverUrl = record.Cover("primaryImage.url"),
            Cast = record.Names("stars"),
        });
    }

    private static string TypeOf(string? written) => written switch
    {
        "movie" or "tvmovie" or "short" or "tvshort" or "tvspecial" or "video" => "movie",
        "tvseries" or "tvminiseries" => "tv",
        "tvepisode" => "episode",
        _ => written ?? MediaTypes.Unknown,
    };
}
