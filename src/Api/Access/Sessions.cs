using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace MediaPipeline.Api.Access;

/// <summary>
/// Browsers that have shown a key. A session is a random token in a cookie, known to this process only: it ends with the server, with its key, and after a week without use.
/// </summary>
internal sealed class Sessions(TimeProvider clock)
{
    public const string Cookie = "mediapipeline_session";
    private const int MaxSessions = 1000;
    private static readonly TimeSpan IdleFor = TimeSpan.FromDays(7);
    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    public string Start(string keyId)
    {
        DropOld();
        var token = RandomNumberGenerator.GetHexString(64, lowercase: true);
        _sessions[KeySecrets.Hash(token)] = new Session(keyId, clock.GetUtcNow());
        return token;
    }

    /// <summary>The id of the key that it was started with; whether that key still holds is for the caller to see.</summary>
    public string? Find(string? token)
    {
        var now = clock.GetUtcNow();
        if (token is null || !_sessions.TryGetValue(KeySecrets.Hash(token), out var session) || now - session.UsedAt > IdleFor)
        {
            return null;
        }

        _sessions.TryUpdate(KeySecrets.Hash(token), session with { UsedAt = now }, session);
        return session.KeyId;
    }

    public void End(string? token)
    {
        if (token is not null)
        {
            _sessions.TryRemove(KeySecrets.Hash(token), out _);
        }
    }

    private void DropOld()
    {
        var now = clock.GetUtcNow();
        foreach (var (token, session) in _sessions)
        {
            if (now - session.UsedAt > IdleFor)
            {
                _sessions.TryRemove(token, out _);
            }
        }

        if (_sessions.Count >= MaxSessions)
        {
            _sessions.TryRemove(_sessions.MinBy(pair => pair.Value.UsedAt).Key, out _);
        }
    }

    private sealed record Session(string KeyId, DateTimeOffset UsedAt);
}
