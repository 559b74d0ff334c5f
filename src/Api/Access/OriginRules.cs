using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Access;

/// <summary>Whether a browser reports that a request comes from another site. Other programs do not send these headers.</summary>
internal static class OriginRules
{
    public static bool IsForeign(HttpRequest request) =>
        !IsSafe(request.Method) && (HasForeignOrigin(request) || SaysOtherSite(request.Headers["Sec-Fetch-Site"].ToString()));

    public static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method)
        || HttpMethods.IsTrace(method);

    /// <summary>Only name and port are compared: a proxy may have terminated TLS.</summary>
    private static bool HasForeignOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        return origin.Count > 0
            && !(origin.Count == 1 && Uri.TryCreate(origin.ToString(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    private static bool SaysOtherSite(string site) => site.Length > 0 && site is not ("same-origin" or "none");
}
