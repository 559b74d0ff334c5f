using MediaPipeline.Contracts.Access;

namespace MediaPipeline.Api.Keys;

/// <summary>A key as it is listed: without its secret, which is not stored, and its hash.</summary>
public sealed record KeyView(string Id, string Name, ApiKeyScope Scope, DateTimeOffset CreatedAt)
{
    internal static KeyView Of(ApiKey key) => new(key.Id, key.Name, key.Scope, key.CreatedAt);
}

/// <summary>A key that was just made.</summary>
/// <param name="Secret">Shown this once.</param>
public sealed record CreatedKey(string Id, string Name, ApiKeyScope Scope, DateTimeOffset CreatedAt, string Secret);
