using System.Net;

namespace MediaPipeline.Connectors.Http;

/// <summary>
/// Follows redirects that stay on the host, so that neither a key nor access to a private network is lent to another one. A redirect that leaves it is the
/// answer.
/// </summary>
internal sealed class HostRedirects(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int Most = 5;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        for (var count = 0; count < Most && FindNext(request, response) is { } next; count++)
        {
            if (response.StatusCode is HttpStatusCode.SeeOther)
            {
                (request.Method, request.Content) = (HttpMethod.Get, null);
            }

            response.Dispose();
            request.RequestUri = next;
            response = await base.SendAsync(request, cancellationToken);
        }

        return response;
    }

    private static Uri? FindNext(HttpRequestMessage request, HttpResponseMessage response)
    {
        var from = request.RequestUri!;
        if (Redirect.Find(from, response) is not { } to || !string.Equals(to.IdnHost, from.IdnHost, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // From http to https is the only change, and 301 and 302 are for requests without a body: clients differ in what becomes of one.
        var isSame = string.Equals(to.Scheme, from.Scheme, StringComparison.Ordinal) && to.Port == from.Port;
        var isUpgrade = from.Scheme is "http" && to.Scheme is "https";
        var keepsBody = response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found) || request.Content is null;
        return (isSame || isUpgrade) && keepsBody ? to : null;
    }
}
