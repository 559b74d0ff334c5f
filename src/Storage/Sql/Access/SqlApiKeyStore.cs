using MediaPipeline.Contracts;
using MediaPipeline.Contracts.Access;

namespace MediaPipeline.Storage.Sql.Access;

internal sealed class SqlApiKeyStore(IDocumentDatabase database) : IApiKeyStore
{
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken) => await database.ReadAsync(
        session => session.Query(
            "SELECT id, name, scope, hash, created_at FROM api_keys ORDER BY id",
            row => new ApiKey(row.GetString(0), row.GetString(1), EnumNames<ApiKeyScope>.Parse(row.GetString(2)), row.GetString(3), row.Time(4))),
        cancellationToken);

    public Task AddAsync(ApiKey key, CancellationToken cancellationToken) => database.WriteAsync(session => session.Execute(
        "INSERT INTO api_keys (id, name, scope, hash, created_at) VALUES (@id, @name, @scope, @hash, @at) ON CONFLICT (id) DO NOTHING",
        ("@id", key.Id), ("@name", key.Name), ("@scope", EnumNames<ApiKeyScope>.Name(key.Scope)), ("@hash", key.Hash),
        ("@at", key.CreatedAt.ToUnixTimeMilliseconds())));

    public async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken) =>
        await database.WriteAsync(session => session.Execute("DELETE FROM api_keys WHERE id = @id", ("@id", id))) == 1;

    public async Task<IReadOnlyList<string>> ListEndedSessionsAsync(CancellationToken cancellationToken) => await database.ReadAsync(
        session => session.Query("SELECT id FROM ended_sessions", row => row.GetString(0)), cancellationToken);

    public Task EndSessionAsync(string id, DateTimeOffset now, DateTimeOffset forgetAt, CancellationToken cancellationToken) => database.WriteAsync(session =>
        session.Execute("DELETE FROM ended_sessions WHERE forget_at <= @now", ("@now", now.ToUnixTimeMilliseconds()))
        + session.Execute(
            "INSERT INTO ended_sessions (id, forget_at) VALUES (@id, @forget) ON CONFLICT (id) DO NOTHING",
            ("@id", id), ("@forget", forgetAt.ToUnixTimeMilliseconds())));
}
