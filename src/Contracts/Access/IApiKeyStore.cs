namespace MediaPipeline.Contracts.Access;

/// <summary>The API keys, stored as hashes, and the sessions that were ended.</summary>
public interface IApiKeyStore
{
    Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Stores the key unless one with that id exists.</summary>
    Task AddAsync(ApiKey key, CancellationToken cancellationToken);

    /// <summary>False when there was none.</summary>
    Task<bool> RemoveAsync(string id, CancellationToken cancellationToken);

    Task<IReadOnlyList<string>> ListEndedSessionsAsync(CancellationToken cancellationToken);

    /// <summary>Records the session as ended, and deletes records whose <c>forgetAt</c> has passed.</summary>
    /// <param name="forgetAt">When none of its cookies can be valid any more.</param>
    Task EndSessionAsync(string id, DateTimeOffset now, DateTimeOffset forgetAt, CancellationToken cancellationToken);
}

/// <param name="Id">Public, for listing and deleting: <c>key_…</c>.</param>
/// <param name="Hash">SHA-256 of the secret, hexadecimal, lower case; the secret itself is 256 random bits and is shown once.</param>
public sealed record ApiKey(string Id, string Name, ApiKeyScope Scope, string Hash, DateTimeOffset CreatedAt);

/// <summary>What a key may do.</summary>
public enum ApiKeyScope
{
    /// <summary>GET.</summary>
    Read,

    /// <summary>Everything but keys.</summary>
    Write,

    /// <summary>Everything.</summary>
    Admin,

    /// <summary>Webhooks only.</summary>
    Webhook,
}
