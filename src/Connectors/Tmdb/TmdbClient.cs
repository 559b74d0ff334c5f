using System.Text.Json;
using MediaPipeline.Connectors.Http;
using MediaPipeline.Connectors.Mapping;
using MediaPipeline.Grains.Providers;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.Tmdb;

/// <summary>Requests to TMDB, in English; titles in other languages are part of the answers.</summary>
internal sealed class TmdbClient(IProviderHttp http, IOptionsMonitor<ProviderOptions> options, IOptionsMonitor<EnricherOptions> keeping)
{
    private const string Language = "language=en-US";

    // The genres of TMDB change hardly ever.
    private static readonly TimeSpan KeepGenresFor = TimeSpan.FromDays(1);

    public bool HasKey => options.Get(TmdbSource.SourceName).Key is { Length: > 0 };

    public bool Enriches => HasKey && keeping.Get(TmdbSource.SourceName).Enabled;

    /// <summary>A film or show in full; null if there is none of that id.</summary>
    public Task<JsonElement?> FindAsync(string mediaType, string id, CancellationToken cancellationToken)
    {
        var request = Request($"{mediaType}/{Uri.EscapeDataString(id)}?append_to_response={TmdbMapping.Parts}&{Language}", KeepFor);
        return http.FindAsync(request.Expect("id", mayBeMissing: true), cancellationToken);
    }

    /// <summary>The id of the film or show that has an id of IMDb; null if there is none.</summary>
    public async Task<string?> FindIdAsync(string mediaType, string imdbId, CancellationToken cancellationToken)
    {
        var request = Request($"find/{Uri.EscapeDataString(imdbId)}?external_source=imdb_id&{Language}", KeepFor);
        var (_, found) = await http.ListAsync(request, $"{mediaType}_results", cancellationToken);
        return found.Select(entry => new ProviderRecord(entry).Id("tmdb", "id")).FirstOrDefault(id => id is not null);
    }

    public async Task<(IReadOnlyList<JsonElement> Titles, int PageCount)> ListAsync(string path, int page, CancellationToken cancellationToken)
    {
        var request = Request(FormattableString.Invariant($"{path}?{Language}&page={page}"), keepFor: null);
        var (answer, titles) = await http.ListAsync(request, "results", cancellationToken);
        return (titles, answer.Count("total_pages") ?? page);
    }

    /// <summary>The names of genres by their numbers.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ListGenresAsync(string mediaType, CancellationToken cancellationToken)
    {
        var request = Request($"genre/{mediaType}/list?{Language}", KeepGenresFor);
        var genres = new Dictionary<string, string>(StringComparer.Ordinal);
        var (_, entries) = await http.ListAsync(request, "genres", cancellationToken);
        foreach (var genre in entries.Select(entry => new ProviderRecord(entry)))
        {
            if ((genre.Id("tmdb", "id"), genre.Name("name")) is ({ } id, { } name))
            {
                genres[id] = name;
            }
        }

        return genres;
    }

    private TimeSpan KeepFor => keeping.Get(TmdbSource.SourceName).KeepFor;

    private ProviderRequest Request(string path, TimeSpan? keepFor) => new(TmdbSource.SourceName, path)
    {
        Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = $"Bearer {options.Get(TmdbSource.SourceName).Key}" },
        KeepFor = keepFor > TimeSpan.Zero ? keepFor : null,
    };
}
