using System.Security.Claims;
using MediaPipeline.Contracts.Access;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Api.Access;

/// <summary>
/// The API keys and the ended sessions: those in the store, read again after a change here and every few seconds for changes elsewhere, and the configured key.
/// </summary>
internal sealed class KeyRing(IApiKeyStore store, IOptions<AccessOptions> options, TimeProvider clock)
{
    public const string ConfiguredId = "key_configured";
    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(5);

    // Another server may renew the cookie until it learns that the session has ended.
    private static readonly TimeSpan EndedFor = TimeSpan.FromDays(1);
    private readonly ApiKey? _configured = options.Value.ApiKey is { } secret
        ? new ApiKey(ConfiguredId, "configured", ApiKeyScope.Admin, KeySecrets.Hash(secret), clock.GetUtcNow())
        : null;

    private volatile Snapshot? _snapshot;
    private int _version;

    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken) => (await ReadAsync(cancellationToken)).Keys;

    public async Task<ApiKey?> FindAsync(string secret, CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).Find(KeySecrets.Hash(secret));

    /// <summary>The key that a session was started with; null if the key was deleted or the session has ended.</summary>
    public async Task<ApiKey?> FindBySessionAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var snapshot = await ReadAsync(cancellationToken);
        var hasEnded = user.FindFirstValue(KeyPrincipal.SessionClaim) is not { } session || snapshot.EndedSessions.Contains(session);
        return !hasEnded && user.FindFirstValue(KeyPrincipal.HashClaim) is { } hash ? snapshot.Find(hash) : null;
    }

    /// <summary>Ends a session even if its cookie still exists, for example in another browser or a stolen copy.</summary>
    public async Task EndSessionAsync(string session, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await store.EndSessionAsync(session, now, now + SessionCookie.IdleFor + EndedFor, cancellationToken);
        Forget();
    }

    public async Task AddAsync(ApiKey key, CancellationToken cancellationToken)
    {
        await store.AddAsync(key, cancellationToken);
        Forget();
    }

    public async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        var removed = await store.RemoveAsync(id, cancellationToken);
        Forget();
        return removed;
    }

    private async Task<Snapshot> ReadAsync(CancellationToken cancellationToken)
    {
        if (_snapshot is { } kept && clock.GetElapsedTime(kept.ReadAt) < KeepFor)
        {
            return kept;
        }

        var version = Volatile.Read(ref _version);
        var readAt = clock.GetTimestamp();
        var stored = await store.ListAsync(cancellationToken);
        var ended = await store.ListEndedSessionsAsync(cancellationToken);
        var snapshot = new Snapshot(_configured is null ? stored : [_configured, .. stored], ended.ToHashSet(StringComparer.Ordinal), readAt);
        if (version == Volatile.Read(ref _version))
        {
            _snapshot = snapshot;
        }

        return snapshot;
    }

    /// <summary>A read that began before the change is not cached after it.</summary>
    private void Forget()
    {
        Interlocked.Increment(ref _version);
        _snapshot = null;
    }

    private sealed record Snapshot(IReadOnlyList<ApiKey> Keys, HashSet<string> EndedSessions, long ReadAt)
    {
        /// <summary>Compares with every key, so that the duration reveals nothing.</summary>
        public ApiKey? Find(string hash)
        {
            ApiKey? found = null;
            foreach (var key in Keys)
            {
                found = KeySecrets.AreEqual(key.Hash, hash) ? key : found;
            }

            return found;
        }
    }
}
