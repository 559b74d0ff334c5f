using System.Text.Json;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Connectors.Http;

/// <summary>
/// Requests to providers: takes a token of the provider's limit, which all silos share; closes its gate when it is down; keeps answers; bounds size, depth and
/// time.
/// </summary>
internal interface IProviderHttp
{
    /// <returns>The answer to a request that the provider understood: 2xx, and 4xx but 401, 403, 408, 425 and 429.</returns>
    /// <exception cref="ProviderUnavailableException">All others.</exception>
    Task<ProviderAnswer> SendAsync(ProviderRequest request, CancellationToken cancellationToken);
}

/// <param name="Provider">Its name, by which limits, address and gate are found.</param>
/// <param name="Path">Relative to the base address of the provider, with the query.</param>
/// <param name="Body">JSON to post; null: GET.</param>
internal sealed record ProviderRequest(string Provider, string Path, string? Body = null)
{
    /// <summary>Headers beside the usual ones, such as a key.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How long the answer may be used again; null: not at all.</summary>
    public TimeSpan? KeepFor { get; init; }

    /// <summary>
    /// What an answer says about the provider where its status does not: an outage with 403, errors with 200. Null: the provider is all right.
    /// </summary>
    public Func<int, JsonElement, ProviderUnavailableException?>? Judge { get; init; }
}

/// <summary>An answer in JSON.</summary>
internal sealed record ProviderAnswer(int Status, JsonElement Body);
