using System.Security.Claims;
using MediaPipeline.Contracts;
using MediaPipeline.Api.Requests;
using MediaPipeline.Contracts.Access;

namespace MediaPipeline.Api.Access;

/// <summary>The key behind a call, as the user of the request.</summary>
internal static class KeyPrincipal
{
    /// <summary>The key's hash, not its id: the configured key keeps its id when it is changed.</summary>
    public const string HashClaim = "hash";
    public const string SessionClaim = "session";
    private const string ScopeClaim = "scope";

    public static ClaimsPrincipal Of(ApiKey key, string scheme, string? session = null)
    {
        var scope = EnumNames<ApiKeyScope>.Name(key.Scope);
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, key.Name), new(ScopeClaim, scope), new(HashClaim, key.Hash)], scheme);
        if (session is not null)
        {
            identity.AddClaim(new(SessionClaim, session));
        }

        return new ClaimsPrincipal(identity);
    }

    /// <summary>Null without a key.</summary>
    public static ApiKeyScope? ScopeOf(ClaimsPrincipal user) =>
        user.FindFirstValue(ScopeClaim) is { } name && EnumNames<ApiKeyScope>.TryParse(name, out var scope) ? scope : null;
}
