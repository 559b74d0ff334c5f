using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Access;

/// <summary>
/// The key in a request's headers: <c>X-Api-Key</c>, a bearer token, or the password of basic authentication. Never in the query, which proxies log.
/// </summary>
/// <param name="Scheme">One of <see cref="AccessSchemes"/>.</param>
internal sealed record PresentedKey(string Scheme, string Secret)
{
    public static PresentedKey? Of(HttpRequest request)
    {
        if (request.Headers["X-Api-Key"].ToString() is { Length: > 0 } key)
        {
            return new(AccessSchemes.ApiKey, key);
        }

        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var authorization) || string.IsNullOrEmpty(authorization.Parameter))
        {
            return null;
        }

        return authorization.Scheme.ToUpperInvariant() switch
        {
            "BEARER" => new(AccessSchemes.ApiKey, authorization.Parameter),
            "BASIC" => new(AccessSchemes.Basic, PasswordOf(authorization.Parameter)),
            _ => null,
        };
    }

    private static string PasswordOf(string parameter)
    {
        var bytes = new byte[parameter.Length];
        if (!Convert.TryFromBase64String(parameter, bytes, out var length))
        {
            return "";
        }

        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        return pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }
}
