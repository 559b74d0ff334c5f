using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage.Sql.Providers;

internal sealed class SqlKeptAnswerStore(IDocumentDatabase database) : IKeptAnswerStore
{
    // More than one, so that expired ones become fewer with each that is kept; few, so that this takes no time.
    private const int RemovedAtOnce = 10;

    public Task<KeptAnswer?> FindAsync(string key, DateTimeOffset now, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.First(
            "SELECT provider, status, body, expires_at FROM kept_answers WHERE key = @key AND expires_at > @now",
            row => new KeptAnswer(row.GetString(0), row.GetInt32(1), row.GetString(2), row.Time(3)),
            ("@key", key),
            ("@now", now.ToUnixTimeMilliseconds())),
        cancellationToken);

    public Task KeepAsync(string key, KeptAnswer answer, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(session =>
    {
        session.Execute(
            "DELETE FROM kept_answers WHERE key IN (SELECT key FROM kept_answers WHERE expires_at <= @now ORDER BY expires_at LIMIT @limit)",
            ("@now", now.ToUnixTimeMilliseconds()),
            ("@limit", RemovedAtOnce));
        return session.Execute(
            """
            INSERT INTO kept_answers (key, provider, status, body, expires_at) VALUES (@key, @provider, @status, @body, @expires_at)
            ON CONFLICT (key) DO UPDATE SET provider = @provider, status = @status, body = @body, expires_at = @expires_at
            """,
            ("@key", key),
            ("@provider", answer.Provider),
            ("@status", answer.Status),
            ("@body", answer.Body),
            ("@expires_at", answer.ExpiresAt.ToUnixTimeMilliseconds()));
    });
}
