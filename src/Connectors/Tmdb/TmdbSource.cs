using System.Globalization;
using System.Text.Json;
using MediaPipeline.Connectors.Mapping;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.Grains.Providers;

namespace MediaPipeline.Connectors.Tmdb;

/// <summary>Lists of films and shows of TMDB.</summary>
internal sealed class TmdbSource(TmdbClient client) : ICatalogueSource
{
    public const string SourceName = "tmdb", Movie = "movie", Show = "tv";

    private const string Usual = "popular";

    // TMDB refuses pages behind this one: status code 22.
    private const int LastPage = 500;

    private static readonly Dictionary<string, string> Paths = new(StringComparer.Ordinal)
    {
        [Usual] = "{0}/popular",
        ["top_rated"] = "{0}/top_rated",
        ["trending"] = "trending/{0}/week",
    };

    private static readonly Dictionary<string, string> MoviePaths = new(Paths, StringComparer.Ordinal)
    {
        ["now_playing"] = "{0}/now_playing",
        ["upcoming"] = "{0}/upcoming",
    };

    private static readonly Dictionary<string, string> ShowPaths = new(Paths, StringComparer.Ordinal)
    {
        ["airing_today"] = "{0}/airing_today",
        ["on_the_air"] = "{0}/on_the_air",
    };

    /// <summary>About 40 a second: https://developer.themoviedb.org/docs/rate-limiting.</summary>
    public static void SetDefaults(ProviderOptions options)
    {
        options.BaseAddress = new Uri("https://api.themoviedb.org/3");
        (options.Requests, options.Period, options.Burst) = (20, TimeSpan.FromSeconds(1), 20);
    }

    public string Name => SourceName;

    public IReadOnlyList<string> MediaTypes => [Movie, Show];

    public Fault? FindRefusal(SourceQuery query) =>
        !client.HasKey
            ? QueryRefusal.Missing(
                Name, $"{ProviderOptions.Section}:{Name}:{nameof(ProviderOptions.Key)}", "the API Read Access Token of https://www.themoviedb.org/settings/api")
            : PathsOf(query).ContainsKey(query.List ?? Usual) ? null : QueryRefusal.Unknown(Name, query, PathsOf(query).Keys);

    public async Task<SourcePage> ReadAsync(SourceQuery query, string? cursor, CancellationToken cancellationToken)
    {
        var number = cursor is null ? 1 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var path = string.Format(CultureInfo.InvariantCulture, PathsOf(query)[query.List ?? Usual], query.MediaType);
        var genres = await client.ListGenresAsync(query.MediaType, cancellationToken);
        var (titles, pageCount) = await client.ListAsync(path, number, cancellationToken);
        var records = titles.Where(title => IsOf(query.MediaType, title)).Select((title, i) => TmdbMapping.Map(title, query.MediaType, i + 1, genres)).ToList();
        var hasNext = titles.Count > 0 && number < Math.Min(pageCount, LastPage);
        return new SourcePage(records, hasNext ? (number + 1).ToString(CultureInfo.InvariantCulture) : null);
    }

    private static Dictionary<string, string> PathsOf(SourceQuery query) => query.MediaType is Movie ? MoviePaths : ShowPaths;

    /// <summary>Some lists also have people and collections.</summary>
    private static bool IsOf(string mediaType, JsonElement title) =>
        new ProviderRecord(title).Word("media_type") is not { } type || string.Equals(type, mediaType, StringComparison.Ordinal);
}
