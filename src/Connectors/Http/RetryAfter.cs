using System.Globalization;

namespace MediaPipeline.Connectors.Http;

/// <summary>When a server says to come back.</summary>
internal static class RetryAfter
{
    // A server that names a time far away is asked before.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>From <c>Retry-After</c>, or from <c>X-RateLimit-Reset</c> in Unix seconds; null: it does not say.</summary>
    public static DateTimeOffset? Read(HttpResponseMessage response, DateTimeOffset now)
    {
        var said = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => now + (delta < Longest ? delta : Longest),
            { Date: { } date } => date,
            _ => Number(response, "X-RateLimit-Reset") is { } reset and < int.MaxValue ? DateTimeOffset.FromUnixTimeSeconds(reset) : (DateTimeOffset?)null,
        };
        return said <= now ? null : said > now + Longest ? now + Longest : said;
    }

    /// <summary>The number in a header; null where there is none.</summary>
    public static long? Number(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
