using System.Text.Json;
using MediaPipeline.Connectors.Imdb;
using MediaPipeline.Connectors.MyAnimeList;
using MediaPipeline.Connectors.Plex;
using MediaPipeline.Connectors.Tests.Support;
using MediaPipeline.Connectors.Tmdb;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.Tests.Mapping;

/// <summary>What is common to the records of all providers.</summary>
public sealed class ProviderRecordTests
{
    private static readonly Dictionary<string, (string Sample, string Path, Func<JsonElement, CatalogueRecord> Map)> Maps = new()
    {
        ["myanimelist"] = ("MyAnimeList/animeDetails.json", "", title => MyAnimeListMapping.Map(title, "anime", 1)),
        ["jikan"] = ("Jikan/anime-getAnimeById.json", "data", title => JikanMapping.Map(title, "anime", 1)),
        ["tmdb film"] = ("Tmdb/movie-details-append-response.json", "", title => TmdbMapping.Map(title, "movie", 1)),
        ["tmdb show"] = ("Tmdb/tv-series-details-append-response.json", "", title => TmdbMapping.Map(title, "tv", 1)),
        ["plex"] = ("Plex/movie.json", "MediaContainer.Metadata", title => PlexMapping.Map(title, "movie", 1)),
        ["imdb"] = ("Imdb/movie.json", "", title => ImdbMapping.Map(title, 1)),
    };

    public static TheoryData<string> Providers => [.. Maps.Keys];

    [Theory]
    [MemberData(nameof(Providers))]
    public void Nulls_AreNoFaults(string provider)
    {
        var (title, map) = Load(provider);
        foreach (var member in title.EnumerateObject().Where(member => map(Without(title, member.Name)).Facts is { Title: not null }))
        {
            map(Without(title, member.Name)).Faults.ShouldBeEmpty(member.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void ValuesOfAnotherKind_NeverThrow(string provider)
    {
        var (title, map) = Load(provider);
        foreach (var (member, other) in title.EnumerateObject().SelectMany(_ => Others, (member, other) => (member.Name, other)))
        {
            var record = map(With(title, member, other));
            (record.Facts is not null || record.Faults.Count > 0).ShouldBeTrue($"{member}: {other}");
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void ARecordWithoutAnId_IsAFaultInItsPlace(string provider)
    {
        var record = Maps[provider].Map(JsonElement.Parse("""{"name":"A","title":"A","primaryTitle":"A"}"""));

        record.Facts.ShouldBeNull();
        record.Faults.ShouldHaveSingleItem().Message.ShouldContain("gave no id of the title");
        record.Place.ShouldContain("entry 1 of a page");
    }

    private static string[] Others => ["[]", "{}", "[[1]]", "\"?\"", "-1", "1e300", "true", "\"\\ud800\"", """[{"name":{"a":[null]}},null,7]"""];

    private static (JsonElement Title, Func<JsonElement, CatalogueRecord> Map) Load(string provider)
    {
        var (sample, path, map) = Maps[provider];
        var found = path.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate(Recorded.Json(sample), (json, name) => json.GetProperty(name));
        return (found.ValueKind is JsonValueKind.Array ? found[0] : found, map);
    }

    private static JsonElement Without(JsonElement title, string name) => With(title, name, "null");

    private static JsonElement With(JsonElement title, string name, string value)
    {
        var members = title.EnumerateObject().Select(member => $"\"{member.Name}\":{(member.Name == name ? value : member.Value.GetRawText())}");
        return JsonElement.Parse($"{{{string.Join(',', members)}}}");
    }
}
