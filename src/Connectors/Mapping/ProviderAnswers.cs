using System.Text.Json;
using MediaPipeline.Connectors.Files.Mapping;
using MediaPipeline.Connectors.Http;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.Mapping;

/// <summary>What answers of providers must have, so that another one closes the gate and is not kept.</summary>
internal static class ProviderAnswers
{
    private const int NotFound = 404;

    /// <param name="path">What an answer has at least, such as <c>MediaContainer</c>.</param>
    /// <param name="mayBeMissing">Whether it is all right that there is nothing (404).</param>
    public static ProviderRequest Expect(this ProviderRequest request, string path, bool mayBeMissing = false) =>
        request with { Judge = (status, body) => FindFault(request, status, body, path, mayBeMissing) };

    /// <returns>Null when there is nothing of that address.</returns>
    /// <exception cref="ProviderUnavailableException">It is not what is expected.</exception>
    public static async Task<JsonElement?> FindAsync(this IProviderHttp http, ProviderRequest request, CancellationToken cancellationToken)
    {
        var (status, body) = await http.SendAsync(request, cancellationToken);

        // An answer that is no JSON has not been looked at yet.
        return request.Judge?.Invoke(status, body) is { } fault ? throw fault : status == NotFound ? null : body;
    }

    /// <summary>The answer and the entries of the list that it has at a path.</summary>
    /// <exception cref="ProviderUnavailableException">There is no such list.</exception>
    public static async Task<(ProviderRecord Answer, IReadOnlyList<JsonElement> Entries)> ListAsync(
        this IProviderHttp http, ProviderRequest request, string path, CancellationToken cancellationToken)
    {
        var answer = new ProviderRecord(await http.FindAsync(request.Expect(path), cancellationToken) ?? default);
        return (answer, answer.Find(path) is { IsArray: true } list ? [.. list.Json.EnumerateArray()] : []);
    }

    private static ProviderUnavailableException? FindFault(
        ProviderRequest request, int status, JsonElement body, string path, bool mayBeMissing) => status switch
        {
            401 or 403 or 408 or 425 or 429 or < 200 or (>= 300 and < 400) or >= 500 => null,
            < 300 => new ProviderRecord(body).Find(path) is not null ? null : new(
                request.Provider, ProviderCodes.Unavailable,
                $"{request.Provider} answered {PathOf(request)} without '{path}'; check Providers:{request.Provider}:BaseAddress. It is asked again by itself."),
            NotFound when mayBeMissing => null,
            _ => new(
                request.Provider, ProviderCodes.Refused,
                $"{request.Provider} refused {PathOf(request)} with {status}{Said(body)}; "
                + $"check the settings in Providers:{request.Provider} and what was asked for."),
        };

    // TMDB; MyAnimeList, Jikan and IMDb.
    private static string Said(JsonElement body)
    {
        var record = new ProviderRecord(body);
        return (record.Find("status_message") ?? record.Find("message") ?? record.Find("error"))?.Text is { } said ? $": {FaultList.Shorten(said)}" : "";
    }

    private static string PathOf(ProviderRequest request) => $"/{request.Path.Split('?')[0]}";
}
