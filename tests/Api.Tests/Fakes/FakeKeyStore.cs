using System.Collections.Concurrent;
using MediaPipeline.Contracts.Access;

namespace MediaPipeline.Api.Tests.Fakes;

internal sealed class FakeKeyStore : IApiKeyStore
{
    private readonly ConcurrentDictionary<string, ApiKey> _keys = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _endedSessions = new(StringComparer.Ordinal);

    public ICollection<ApiKey> Stored => _keys.Values;

    public Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ApiKey>>([.. _keys.Values]);

    public void Add(ApiKey key) => _keys.TryAdd(key.Id, key);

    public Task AddAsync(ApiKey key, CancellationToken cancellationToken)
    {
        Add(key);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ListEndedSessionsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. _endedSessions.Keys]);

    public Task EndSessionAsync(string id, DateTimeOffset now, DateTimeOffset forgetAt, CancellationToken cancellationToken)
    {
        _endedSessions.TryAdd(id, forgetAt);
        return Task.CompletedTask;
    }

    public Task<bool> RemoveAsync(string id, CancellationToken cancellationToken) => Task.FromResult(_keys.TryRemove(id, out _));
}
