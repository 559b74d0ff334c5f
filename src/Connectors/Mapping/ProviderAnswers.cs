using System.Text.Json;
using MediaPipeline.Connectors.Files.Mapping;
using MediaPipeline.Connectors.Http;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.Mapping;

/// <summary>What is in answers of providers, and what is wrong with them.</summary>
internal static class ProviderAnswers
{
    public static bool IsSuccess(this ProviderAnswer answer) => answer.Status is >= 200 and < 300;

    /// <summary>The entries of a list at a path, such as <c>MediaContainer.Metadata</c>.</summary>
    /// <exception cref="ProviderUnavailableException">The provider refused the request, or there is no such list.</exception>
    public static IReadOnlyList<JsonElement> Entries(this ProviderAnswer answer, ProviderRequest request, string path)
    {
        if (!answer.IsSuccess())
        {
            throw Refusal(request, answer);
        }

        return new ProviderRecord(answer.Body).Find(path) is { IsArray: true } list
            ? [.. list.Json.EnumerateArray()]
            : throw new ProviderUnavailableException(
                request.Provider, "providerUnavailable",
                $"{request.Provider} answered {PathOf(request)} without a list '{path}'; check Providers:{request.Provider}:BaseAddress, else wait.");
    }

    /// <summary>A request of ours that the provider takes for wrong.</summary>
    public static ProviderUnavailableException Refusal(ProviderRequest request, ProviderAnswer answer)
    {
        // TMDB, MyAnimeList and Jikan, IMDb, and errors within an object.
        var said = new[] { "status_message", "message", "error", "error.message" }.Select(new ProviderRecord(answer.Body).Find)
            .Select(value => value?.Text).FirstOrDefault(text => text is not null);
        return new(
            request.Provider, "providerRefused",
            $"{request.Provider} refused {PathOf(request)} with {answer.Status}{(said is null ? "" : $": {FaultList.Shorten(said)}")}; "
            + $"check the settings in Providers:{request.Provider} and what was asked for.");
    }

    private static string PathOf(ProviderRequest request) => $"/{request.Path.Split('?')[0]}";
}
