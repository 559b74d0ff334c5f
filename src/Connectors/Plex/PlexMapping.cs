using System.Globalization;
using System.Text.Json;
using MediaPipeline.Connectors.Files.Mapping;
using MediaPipeline.Connectors.Mapping;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.Plex;

/// <summary>What a Plex server says of a film or an episode. Its pictures need its token; they are left out.</summary>
internal static class PlexMapping
{
    private const double MillisecondsOfMinute = 60_000;

    /// <param name="mediaType"><c>movie</c> or <c>episode</c>.</param>
    public static CatalogueRecord Map(JsonElement title, string mediaType, long number)
    {
        var record = new ProviderRecord(title);
        var own = record.Name("title");
        var shown = mediaType is PlexSource.Movie ? own : TitleOfEpisode(record, own);
        var start = record.Date("originallyAvailableAt");
        return record.ToRecord(number, new MediaFacts
        {
            Source = PlexSource.SourceName,
            ExternalId = record.Name("ratingKey") ?? "",
            Type = mediaType,
            ExternalIds = ReadIds(record, mediaType),
            Title = shown,
            Synonyms = new TitleList(shown).Add(language: null, own).Add(language: null, record.Name("originalTitle")).Synonyms,
            Synopsis = record.Prose("summary"),
            Genres = record.Names("Genre"),
            Tags = record.Names("Collection"),
            StartDate = start,
            Year = record.Year("year") ?? ProviderRecord.YearOf(start),
            Minutes = record.Number("duration") is > 0 and var length ? Math.Round(length / MillisecondsOfMinute, 2) : null,
            Score = record.Score("audienceRating", "rating"),
            Adult = MarkReading.IsForAdults(record.Name("contentRating")) ? true : null,
            Cast = record.Names("Role"),
        });
    }

    /// <summary>The title of an episode alone says nothing in a catalogue: <c>Alien: Earth S01E04 Observation</c>.</summary>
    private static string? TitleOfEpisode(ProviderRecord record, string? title)
    {
        var place = (record.Number("parentIndex"), record.Number("index")) is ({ } season, { } episode)
            ? string.Create(CultureInfo.InvariantCulture, $"S{season:00}E{episode:00}")
            : record.Date("originallyAvailableAt");
        return string.Join(' ', new[] { record.Name("grandparentTitle"), place, title }.OfType<string>()) is { Length: > 0 } all ? all : null;
    }

    private static Dictionary<string, string> ReadIds(ProviderRecord record, string mediaType)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        var guids = record.List("Guid").Select(entry => new ProviderRecord(entry).Name("id")).Prepend(record.Name("guid")).OfType<string>();
        foreach (var (source, id) in guids.Select(Plain).Select(ExternalIdReading.Parse).OfType<(string, string)>())
        {
            // The number that TMDB gives to an episode is neither that of a film nor that of a show.
            if ((source, mediaType) is ("tmdb", PlexSource.Movie))
            {
                ids.TryAdd("tmdb:movie", id);
            }
            else if (source is not "tmdb")
            {
                ids.TryAdd(source, id);
            }
        }

        return ids;
    }

    /// <summary>Libraries of before 2020: <c>com.plexapp.agents.themoviedb://11974?lang=en</c>.</summary>
    private static string Plain(string guid) =>
        guid.Replace("com.plexapp.agents.", "", StringComparison.Ordinal).Replace("themoviedb://", "tmdb://", StringComparison.Ordinal);
}
