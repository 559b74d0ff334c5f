using MediaPipeline.Contracts.Access;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Access;

/// <summary>Who calls.</summary>
/// <param name="Key">The key that was presented; null for none.</param>
/// <param name="IsLocal">The server is open to local programs and this is one.</param>
internal sealed record Caller(ApiKey? Key, bool IsLocal)
{
    private static readonly Caller Nobody = new(null, false);

    public bool MayRead => May(AccessRule.Read);

    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? Nobody;

    public bool May(AccessRule rule) => Key is null ? IsLocal || !rule.NeedsKey : rule.Scopes.Contains(Key.Scope);
}
