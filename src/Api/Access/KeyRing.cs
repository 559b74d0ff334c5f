using MediaPipeline.Contracts.Access;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Api.Access;

/// <summary>The keys that open the door: the stored ones, read again when they change here and every few seconds for what changes elsewhere, and the configured one.</summary>
internal sealed class KeyRing(IApiKeyStore store, IOptions<AccessOptions> options, TimeProvider clock)
{
    public const string ConfiguredId = "key_configured";
    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(5);
    private readonly ApiKey? _configured = options.Value.ApiKey is { } secret
        ? new ApiKey(ConfiguredId, "configured", ApiKeyScope.Admin, KeySecrets.Hash(secret), clock.GetUtcNow())
        : null;

    private volatile Snapshot? _snapshot;
    private int _version;

    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken)
    {
        if (_snapshot is { } kept && clock.GetElapsedTime(kept.ReadAt) < KeepFor)
        {
            return kept.Keys;
        }

        var version = Volatile.Read(ref _version);
        var readAt = clock.GetTimestamp();
        var stored = await store.ListAsync(cancellationToken);
        IReadOnlyList<ApiKey> keys = _configured is null ? stored : [_configured, .. stored];
        if (version == Volatile.Read(ref _version))
        {
            _snapshot = new Snapshot(keys, readAt);
        }

        return keys;
    }

    public async Task<ApiKey?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        var hash = KeySecrets.Hash(secret);
        ApiKey? found = null;
        foreach (var key in await ListAsync(cancellationToken))
        {
            found = KeySecrets.AreEqual(key.Hash, hash) ? key : found;
        }

        return found;
    }

    public async Task<ApiKey?> FindByIdAsync(string id, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).FirstOrDefault(key => string.Equals(key.Id, id, StringComparison.Ordinal));

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

    /// <summary>A reading that began before the change is not kept after it.</summary>
    private void Forget()
    {
        Interlocked.Increment(ref _version);
        _snapshot = null;
    }

    private sealed record Snapshot(IReadOnlyList<ApiKey> Keys, long ReadAt);
}
