using System.Globalization;
using System.Text.Json;
using MediaPipeline.Connectors.Http;
using MediaPipeline.Connectors.Mapping;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.Grains.Providers;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.Plex;

/// <summary>Films and episodes of the libraries of a Plex server. Its lists are the libraries, by title or number.</summary>
internal sealed class PlexSource(IProviderHttp http, IOptionsMonitor<ProviderOptions> options) : ICatalogueSource
{
    public const string SourceName = "plex", Movie = "movie", Episode = "episode";

    private const int PageLength = 200;

    /// <summary>The address has no default: every server has its own.</summary>
    public static void SetDefaults(ProviderOptions options) =>
        (options.Requests, options.Burst, options.Timeout) = (600, 10, TimeSpan.FromMinutes(2));

    public string Name => SourceName;

    public IReadOnlyList<string> MediaTypes => [Movie, Episode];

    /// <summary>Which libraries there are, the server says only when it is asked.</summary>
    public Fault? FindRefusal(SourceQuery query)
    {
        var section = $"{ProviderOptions.Section}:{Name}";
        return options.Get(Name) switch
        {
            { BaseAddress: null } => QueryRefusal.Missing(
                Name, $"{section}:{nameof(ProviderOptions.BaseAddress)}", "the address of the server, such as http://192.168.1.10:32400"),
            { Key: null or "" } => QueryRefusal.Missing(
                Name, $"{section}:{nameof(ProviderOptions.Key)}", "a token of the server (https://support.plex.tv/articles/204059436)"),
            _ => null,
        };
    }

    public async Task<SourcePage> ReadAsync(SourceQuery query, string? cursor, CancellationToken cancellationToken)
    {
        if ((cursor ?? await FindNextAsync(query, after: null, cancellationToken)) is not { } at)
        {
            return new SourcePage([], Next: null);
        }

        // Of a section: its key, which has no colon, and how many entries are read.
        var (key, offset) = (at.Split(':')[0], int.Parse(at.Split(':')[1], CultureInfo.InvariantCulture));
        var (entries, total) = await ReadAsync(query.MediaType, key, offset, cancellationToken);
        var read = offset + entries.Count;
        var isEnd = entries.Count == 0 || (total is { } all ? read >= all : entries.Count < PageLength);
        var records = entries.Where(entry => IsOf(query.MediaType, entry)).Select((entry, i) => PlexMapping.Map(entry, query.MediaType, i + 1)).ToList();
        return new SourcePage(records, isEnd ? await FindNextAsync(query, key, cancellationToken) : Cursor(key, read));
    }

    private async Task<(IReadOnlyList<JsonElement> Entries, double? Total)> ReadAsync(
        string mediaType, string section, int offset, CancellationToken cancellationToken)
    {
        // In the order in which they were added, so that those added meanwhile come last.
        var part = FormattableString.Invariant($"X-Plex-Container-Start={offset}&X-Plex-Container-Size={PageLength}");
        var request = Request($"library/sections/{Uri.EscapeDataString(section)}/all?type={TypeNumber(mediaType)}&includeGuids=1&sort=addedAt&{part}");
        var container = new ProviderRecord(await http.FindAsync(request.Expect("MediaContainer"), cancellationToken) ?? default);

        // An empty library has none.
        var entries = container.Find("MediaContainer.Metadata") is { IsArray: true } list ? list.Json.EnumerateArray().ToList() : [];
        return (entries, container.Number("MediaContainer.totalSize"));
    }

    /// <summary>The beginning of the next library to read; null when there is none.</summary>
    private async Task<string?> FindNextAsync(SourceQuery query, string? after, CancellationToken cancellationToken)
    {
        var request = Request("library/sections");
        var type = query.MediaType is Movie ? "movie" : "show";
        var (_, directory) = await http.ListAsync(request, "MediaContainer.Directory", cancellationToken);
        var sections = directory.Select(PlexSection.Of)
            .Where(section => string.Equals(section.Type, type, StringComparison.Ordinal)).ToList();
        if (query.List is { } list && !sections.Exists(section => section.IsCalled(list)))
        {
            throw new ProviderUnavailableException(
                Name, ProviderCodes.Refused, QueryRefusal.Unknown(Name, query, sections.Select(section => $"'{section.Title}'")).Message);
        }

        var wanted = sections.Where(section => query.List is null || section.IsCalled(query.List)).Select(section => section.Key).ToList();
        return wanted.ElementAtOrDefault(after is null ? 0 : wanted.IndexOf(after) + 1) is { Length: > 0 } next ? Cursor(next, 0) : null;
    }

    /// <summary>Collections are listed among films.</summary>
    private static bool IsOf(string mediaType, JsonElement entry) =>
        new ProviderRecord(entry).Word("type") is not { } type || string.Equals(type, mediaType, StringComparison.Ordinal);

    private static string TypeNumber(string mediaType) => mediaType is Movie ? "1" : "4";

    private static string Cursor(string section, int offset) => string.Create(CultureInfo.InvariantCulture, $"{section}:{offset}");

    private ProviderRequest Request(string path) => new(SourceName, path)
    {
        Headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["X-Plex-Token"] = options.Get(Name).Key ?? "",
        },
    };
}
