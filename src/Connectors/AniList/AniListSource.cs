using System.Globalization;
using System.Text.Json;
using MediaPipeline.Connectors.Files;
using MediaPipeline.Connectors.Files.Mapping;
using MediaPipeline.Connectors.Files.Reading;
using MediaPipeline.Connectors.Http;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.Grains.Providers;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.AniList;

/// <summary>
/// AniList's GraphQL API, page by page: https://docs.anilist.co/guide/graphql/. Its terms permit no mass collection; its licence is for non-commercial use.
/// </summary>
internal sealed class AniListSource(IProviderHttp http, IOptionsMonitor<ProviderOptions> options, IOptions<CatalogueFileOptions> limits) : ICatalogueSource
{
    public const string Provider = "anilist";

    // The most that it gives at once.
    private const int PageSize = 50;

    private const string Query = """
        query ($type: MediaType, $sort: [MediaSort], $page: Int, $perPage: Int) {
          Page(page: $page, perPage: $perPage) {
            pageInfo { hasNextPage }
            media(type: $type, sort: $sort) {
              id idMal type format status description(asHtml: false) seasonYear episodes duration countryOfOrigin genres synonyms averageScore popularity
              isAdult siteUrl title { romaji english native } tags { name } startDate { year month day } endDate { year month day }
              coverImage { extraLarge large medium }
            }
          }
        }
        """;

    private static readonly Dictionary<string, string> Sorts = new(StringComparer.Ordinal)
    {
        ["popular"] = "POPULARITY_DESC",
        ["score"] = "SCORE_DESC",
        ["trending"] = "TRENDING_DESC",
    };

    public static void SetDefaults(ProviderOptions options)
    {
        options.BaseAddress = new Uri("https://graphql.anilist.co");

        // It permits 90, at times 30, which it says in its headers; bursts less.
        (options.Requests, options.Burst) = (90, 3);
    }

    public string Name => Provider;

    public IReadOnlyList<string> MediaTypes { get; } = [Contracts.Media.MediaTypes.Anime, Contracts.Media.MediaTypes.Manga];

    public Fault? FindRefusal(SourceQuery query) => query.List is null || Sorts.ContainsKey(query.List) ? null
        : new Fault("unknownList", $"AniList has no list '{query.List}'; name one of {string.Join(", ", Sorts.Keys)}, or none for what was changed last.");

    public async Task<SourcePage> ReadAsync(SourceQuery query, string? cursor, CancellationToken cancellationToken)
    {
        var number = cursor is null ? 1 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var answer = await http.SendAsync(Ask(query, number), cancellationToken);
        var page = answer.Body.GetProperty("data").GetProperty("Page");
        var media = page.GetProperty("media");
        var mapper = new RecordMapper(query.MediaType, limits.Value.MaxListItems);
        var records = media.EnumerateArray().Select((medium, i) => Map(mapper, medium, i + 1, query)).ToList();
        var hasNext = page.TryGetProperty("pageInfo", out var info) && info.ValueKind is JsonValueKind.Object
            && info.TryGetProperty("hasNextPage", out var next) && next.ValueKind is JsonValueKind.True;
        return new SourcePage(records, hasNext ? (number + 1).ToString(CultureInfo.InvariantCulture) : null, IsNewestFirst: query.List is null);
    }

    private ProviderRequest Ask(SourceQuery query, int page)
    {
        var variables = new
        {
            type = query.MediaType.ToUpperInvariant(),
            sort = query.List is null ? "UPDATED_AT_DESC" : Sorts[query.List],
            page,
            perPage = PageSize,
        };
        var request = new ProviderRequest(Provider, "", JsonSerializer.Serialize(new { query = Query, variables })) { Judge = Judge };
        return options.Get(Provider).Key is { Length: > 0 } key
            ? request with { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = $"Bearer {key}" } }
            : request;
    }

    // An outage comes with 403, and errors come with 200 too.
    private static ProviderUnavailableException? Judge(int status, JsonElement body)
    {
        if (body.ValueKind is JsonValueKind.Object && body.TryGetProperty("errors", out var errors)
            && errors.ValueKind is JsonValueKind.Array && errors.GetArrayLength() > 0)
        {
            return Explain(status, errors[0]);
        }

        return status is not 200 || HasPage(body) ? null
            : new ProviderUnavailableException(
                Provider, ProviderCodes.Unavailable, "AniList gave an answer without a page of titles. It is asked again by itself.");
    }

    private static bool HasPage(JsonElement body) =>
        body.ValueKind is JsonValueKind.Object
        && body.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object
        && data.TryGetProperty("Page", out var page) && page.ValueKind is JsonValueKind.Object
        && page.TryGetProperty("media", out var media) && media.ValueKind is JsonValueKind.Array;

    private static ProviderUnavailableException Explain(int status, JsonElement error)
    {
        var isObject = error.ValueKind is JsonValueKind.Object;
        var said = isObject && error.TryGetProperty("message", out var message) && message.ValueKind is JsonValueKind.String
            ? FaultList.Shorten(JsonText.Read(message) ?? "") : "an error without a message";
        var meant = status is 200 && isObject && error.TryGetProperty("status", out var number) && number.TryGetInt32(out var own) ? own : status;
        var code = meant switch
        {
            429 => ProviderCodes.RateLimited,
            400 or 401 => ProviderCodes.Refused,
            _ => ProviderCodes.Unavailable,
        };
        var remedy = meant is 401 ? $"Check {ProviderOptions.Section}:{Provider}:{nameof(ProviderOptions.Key)}." : "It is asked again by itself.";
        return new ProviderUnavailableException(Provider, code, $"AniList answered with {meant}: {said.TrimEnd('.')}. {remedy}");
    }

    private static CatalogueRecord Map(RecordMapper mapper, JsonElement medium, int number, SourceQuery query)
    {
        if (medium.ValueKind is not JsonValueKind.Object)
        {
            return new CatalogueRecord(number, $"title {number}", null, [new Fault(CatalogueCodes.InvalidRecord, "AniList gave no title in its place.")]);
        }

        var id = medium.TryGetProperty("id", out var own) && own.ValueKind is JsonValueKind.Number ? own.GetRawText() : null;
        var record = mapper.Map(RecordFields.Of(medium), number, $"{query.MediaType} {id ?? $"without an id, {number}"}");
        return record with { Facts = record.Facts is { } facts ? Own(facts with { Type = query.MediaType }, id) : null };
    }

    private static MediaFacts Own(MediaFacts facts, string? id) => id is null
        ? facts with { Source = Provider }
        : facts with
        {
            Source = Provider,
            ExternalId = id,
            ExternalIds = new Dictionary<string, string>(facts.ExternalIds, StringComparer.Ordinal) { [Provider] = id },
        };
}
