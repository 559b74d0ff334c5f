namespace MediaPipeline.Grains.Ports.Fetching;

/// <summary>Fetches files from addresses that came in data, which are hostile: private addresses are refused, also behind redirects and names.</summary>
public interface IUrlFetcher
{
    /// <summary>Writes the answer to a new file. Nothing is left there unless it is fetched.</summary>
    /// <param name="path">Of the file to write.</param>
    /// <param name="maxBytes">A longer answer is refused, as soon as that is known.</param>
    Task<FetchResult> FetchAsync(string url, string path, long maxBytes, CancellationToken cancellationToken);
}

/// <summary>What came of fetching. A closed hierarchy.</summary>
public abstract record FetchResult
{
    private FetchResult() { }

    /// <param name="ContentHash">SHA-256, in lower case.</param>
    /// <param name="ContentType">As the server said; null when it did not. Not to be trusted.</param>
    public sealed record Fetched(long Bytes, string ContentHash, string? ContentType) : FetchResult;

    /// <summary>Another try would give the same: <c>addressRefused</c>, <c>notFound</c>, <c>tooLarge</c>, <c>tooManyRedirects</c>, …</summary>
    public sealed record Refused(Fault Fault) : FetchResult;

    /// <summary>It may succeed later: no answer, too slow, 429, 5xx.</summary>
    /// <param name="RetryAt">When the server says to come back; null when it does not say.</param>
    public sealed record Unavailable(Fault Fault, DateTimeOffset? RetryAt) : FetchResult;
}
