using System.Text.Json;
using MediaPipeline.Connectors.Http;
using MediaPipeline.Connectors.Mapping;
using MediaPipeline.Grains.Ports.Catalogue;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Connectors.Tmdb;

/// <summary>Requests to TMDB, in English; titles in other languages are part of the answers.</summary>
internal sealed class TmdbClient(IProviderHttp http, IOptionsMonitor<TmdbOptions> options)
{
    private const int NotFound = 404;
    private const string Language = "language=en-US";

    // The genres of TMDB change hardly ever.
    private static readonly TimeSpan KeepGenresFor = TimeSpan.FromDays(1);

    public bool HasKey => options.CurrentValue.Key is { Length: > 0 };

    /// <summary>A film or show in full; null if there is none of that id.</summary>
    public async Task<JsonElement?> FindAsync(string mediaType, string id, CancellationToken cancellationToken)
    {
        var request = Request($"{mediaType}/{Uri.EscapeDataString(id)}?append_to_response={TmdbMapping.Parts}&{Language}", options.CurrentValue.KeepFor);
        var answer = await http.SendAsync(request, cancellationToken);
        return answer.Status == NotFound ? null : answer.IsSuccess() ? answer.Body : throw ProviderAnswers.Refusal(request, answer);
    }

    /// <summary>The id of the film or show that has an id of IMDb; null if there is none.</summary>
    public async Task<string?> FindIdAsync(string mediaType, string imdbId, CancellationToken cancellationToken)
    {
        var request = Request($"find/{Uri.EscapeDataString(imdbId)}?external_source=imdb_id&{Language}", options.CurrentValue.KeepFor);
        var answer = await http.SendAsync(request, cancellationToken);
        return answer.Status == NotFound ? null
            : answer.Entries(request, $"{mediaType}_results").Select(entry => new ProviderRecord(entry).Id("tmdb", "id")).FirstOrDefault(id => id is not null);
    }

    public async Task<(IReadOnlyList<JsonElement> Titles, int PageCount)> ListAsync(string path, int page, CancellationToken cancellationToken)
    {
        var request = Request(FormattableString.Invariant($"{path}?{Language}&page={page}"), keepFor: null);
        var answer = await http.SendAsync(request, cancellationToken);
        return (answer.Entries(request, "results"), (int)(new ProviderRecord(answer.Body).Number("total_pages") ?? page));
    }

    /// <summary>The names of genres by their numbers.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ListGenresAsync(string mediaType, CancellationToken cancellationToken)
    {
        var request = Request($"genre/{mediaType}/list?{Language}", KeepGenresFor);
        var genres = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var genre in (await http.SendAsync(request, cancellationToken)).Entries(request, "genres").Select(entry => new ProviderRecord(entry)))
        {
            if ((genre.Id("tmdb", "id"), genre.Name("name")) is ({ } id, { } name))
            {
                genres[id] = name;
            }
        }

        return genres;
    }

    private ProviderRequest Request(string path, TimeSpan? keepFor) => new(TmdbSource.SourceName, path)
    {
        Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = $"Bearer {options.CurrentValue.Key}" },
        KeepFor = keepFor > TimeSpan.Zero ? keepFor : null,
    };
}
