using MediaPipeline.Contracts.Access;
using Microsoft.AspNetCore.Http;

namespace MediaPipeline.Api.Access;

/// <summary>What an endpoint asks of its callers, as its metadata; without it GET asks for read and everything else for write.</summary>
internal sealed record AccessRule(bool NeedsKey, IReadOnlyList<ApiKeyScope> Scopes)
{
    /// <summary>Nothing: health pages, the key form, what it is made of.</summary>
    public static AccessRule Open { get; } = new(false, [ApiKeyScope.Read, ApiKeyScope.Write, ApiKeyScope.Admin, ApiKeyScope.Webhook]);

    public static AccessRule Read { get; } = new(true, [ApiKeyScope.Read, ApiKeyScope.Write, ApiKeyScope.Admin]);

    public static AccessRule Write { get; } = new(true, [ApiKeyScope.Write, ApiKeyScope.Admin]);

    public static AccessRule Admin { get; } = new(true, [ApiKeyScope.Admin]);

    public static AccessRule Of(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<AccessRule>() ?? (OriginRules.IsSafe(context.Request.Method) ? Read : Write);
}
