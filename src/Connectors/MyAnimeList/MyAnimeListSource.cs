using System.Globalization;
using System.Text.Json;
using MediaPipeline.Connectors.Http;
using MediaPipeline.Connectors.Mapping;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.Grains.Providers;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.MyAnimeList;

/// <summary>Anime and manga of MyAnimeList: by its API v2 where there is a client id, else by Jikan.</summary>
internal sealed class MyAnimeListSource(IProviderHttp http, IOptionsMonitor<ProviderOptions> options) : ICatalogueSource
{
    /// <summary>Also the name of the provider of API v2.</summary>
    public const string SourceName = "myanimelist";

    /// <summary>Name of the provider of Jikan, which has limits and a gate of its own.</summary>
    public const string Jikan = "jikan";

    private const string Everything = "all", Best = "top";
    private const int PageLength = 100;

    // The name of each list at API v2. Its list 'all' has only titles with a rank; the one by popularity has all.
    private static readonly Dictionary<string, string> Lists = new(StringComparer.Ordinal)
    {
        [Everything] = "bypopularity",
        [Best] = "all",
        ["popular"] = "bypopularity",
        ["favorite"] = "favorite",
    };

    private static readonly Dictionary<string, string> AnimeLists = new(Lists, StringComparer.Ordinal) { ["airing"] = "airing", ["upcoming"] = "upcoming" };

    /// <summary>It does not publish its limit.</summary>
    public static void SetDefaults(ProviderOptions options)
    {
        options.BaseAddress = new Uri("https://api.myanimelist.net/v2");
        (options.Requests, options.Burst) = (60, 2);
    }

    /// <summary>3 a second and 60 a minute: https://docs.api.jikan.moe/#section/Information/Rate-Limiting.</summary>
    public static void SetJikanDefaults(ProviderOptions options)
    {
        options.BaseAddress = new Uri("https://api.jikan.moe/v4");
        (options.Requests, options.Burst) = (60, 2);
    }

    public string Name => SourceName;

    public IReadOnlyList<string> MediaTypes => [Contracts.Media.MediaTypes.Anime, Contracts.Media.MediaTypes.Manga];

    public Fault? FindRefusal(SourceQuery query) => query.List is null || ListsOf(query).ContainsKey(query.List) ? null
        : QueryRefusal.Unknown(Name, query, ListsOf(query).Keys);

    public Task<SourcePage> ReadAsync(SourceQuery query, string? cursor, CancellationToken cancellationToken)
    {
        var list = query.List ?? Everything;

        // Where a client id came or went, the cursor is one of the other API: it begins again, and titles that are known are passed over.
        var (api, place) = cursor?.Split(':') is [var name, var written] ? (name, int.Parse(written, CultureInfo.InvariantCulture)) : ("", 0);
        return options.Get(SourceName).Key is { Length: > 0 } clientId
            ? ReadRankingAsync(query.MediaType, ListsOf(query)[list], clientId, api is SourceName ? place : 0, cancellationToken)
            : ReadJikanAsync(query.MediaType, list, api is Jikan ? place : 1, cancellationToken);
    }

    private static Dictionary<string, string> ListsOf(SourceQuery query) =>
        query.MediaType is Contracts.Media.MediaTypes.Anime ? AnimeLists : Lists;

    private async Task<SourcePage> ReadRankingAsync(string mediaType, string ranking, string clientId, int offset, CancellationToken cancellationToken)
    {
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"{mediaType}/ranking?ranking_type={ranking}&limit={PageLength}&offset={offset}&nsfw=true&fields={MyAnimeListMapping.Fields}");
        var request = new ProviderRequest(SourceName, path)
        {
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-MAL-CLIENT-ID"] = clientId },
        };
        var (answer, entries) = await http.ListAsync(request, "data", cancellationToken);
        var records = entries.Select((entry, i) => MyAnimeListMapping.Map(NodeOf(entry), mediaType, i + 1)).ToList();
        var hasNext = records.Count > 0 && answer.Find("paging.next") is not null;
        return new SourcePage(records, hasNext ? Cursor(SourceName, offset + PageLength) : null);
    }

    private async Task<SourcePage> ReadJikanAsync(string mediaType, string list, int page, CancellationToken cancellationToken)
    {
        var path = list switch
        {
            Everything => $"{mediaType}?order_by=mal_id&sort=asc",
            Best => $"top/{mediaType}?limit=25",
            "popular" => $"top/{mediaType}?filter=bypopularity",
            _ => $"top/{mediaType}?filter={list}",
        };
        var request = new ProviderRequest(Jikan, string.Create(CultureInfo.InvariantCulture, $"{path}&page={page}"));
        var (answer, entries) = await http.ListAsync(request, "data", cancellationToken);
        var records = entries.Select((entry, i) => JikanMapping.Map(entry, mediaType, i + 1)).ToList();
        var hasNext = records.Count > 0 && answer.Mark("pagination.has_next_page") is true;
        return new SourcePage(records, hasNext ? Cursor(Jikan, page + 1) : null);
    }

    private static JsonElement NodeOf(JsonElement entry) => new ProviderRecord(entry).Find("node")?.Json ?? entry;

    private static string Cursor(string api, int place) => string.Create(CultureInfo.InvariantCulture, $"{api}:{place}");
}
