using System.Data;
using Npgsql;

namespace MediaPipeline.Storage.Postgres;

/// <summary>
/// Makes sure that a process may share the database with every process that already uses it. A member is a connection whose name contains its cluster and
/// version: it ends with its process, so a crash leaves nothing to clean up.
/// </summary>
/// <param name="timeout">How long it waits for an incompatible member to end: PostgreSQL closes the connection of a killed process within moments.</param>
internal sealed class DatabaseMembership(
    NpgsqlConnectionStringBuilder settings, string address, DatabaseMember member, TimeSpan timeout, TimeProvider clock) : IDisposable
{
    // "mpiq": next to the schema's lock.
    private const long AdvisoryLock = 0x6d706971;
    private const string Prefix = "mediapipeline ";

    // So PostgreSQL notices within 25 s that a machine has lost its power.
    private const string KeepAlive = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3";

    private const string OtherMembers = $"""
        SELECT DISTINCT application_name FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE '{Prefix}% %'
        """;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private readonly string _name = $"{Prefix}{member.Version} {member.Cluster}";
    private readonly string _connectionString =
        new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString;

    private NpgsqlConnection? _connection;

    public bool IsJoined => _connection is { State: ConnectionState.Open };

    /// <summary>Blocks, as opening a connection does. Does nothing when it is joined.</summary>
    /// <exception cref="StorageStartException">A process of another cluster or version uses the database.</exception>
    public void Join(CancellationToken stopping)
    {
        if (IsJoined)
        {
            return;
        }

        var connection = new NpgsqlConnection(_connectionString);
        try
        {
            connection.Open();
            Run(connection, KeepAlive);

            // One at a time: of two incompatible members the second sees the first.
            Run(connection, $"SELECT pg_advisory_lock({AdvisoryLock})");
            WaitForOthersToEnd(connection, stopping);
            Run(connection, $"SELECT set_config('application_name', '{_name}', false), pg_advisory_unlock({AdvisoryLock})");
            _connection = connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Completes when the connection is lost; returns why.</summary>
    public async Task<string> WaitUntilLostAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                // Nothing ever notifies on this connection: the wait ends when the connection does.
                await _connection!.WaitAsync(cancellationToken);
            }
        }
        catch (NpgsqlException lost)
        {
            await _connection!.DisposeAsync();
            return lost.Message;
        }
    }

    public void Dispose() => _connection?.Dispose();

    private void WaitForOthersToEnd(NpgsqlConnection connection, CancellationToken stopping)
    {
        var since = clock.GetTimestamp();
        while (FindIncompatible(connection) is { } other)
        {
            if (clock.GetElapsedTime(since) >= timeout)
            {
                throw new StorageStartException(Refusal(other));
            }

            stopping.WaitHandle.WaitOne(PollInterval);
            stopping.ThrowIfCancellationRequested();
        }
    }

    private string Refusal(string other)
    {
        var parts = other[Prefix.Length..].Split(' ', 2);
        var (version, cluster) = (parts[0], parts[1]);
        return string.Equals(cluster, member.Cluster, StringComparison.Ordinal)
            ? $"Cluster '{cluster}' runs version {version} on the database at {address}, and this is version {member.Version}: "
                + "stop its servers before you start this one, or start the same version."
            : $"The database at {address} is in use by cluster '{cluster}', and this is cluster '{member.Cluster}': "
                + "stop the other, or name another database in Storage:ConnectionString.";
    }

    private string? FindIncompatible(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(OtherMembers, connection);
        using var reader = command.ExecuteReader();
        string? incompatible = null;
        while (reader.Read())
        {
            incompatible = reader.GetString(0) is var name && !string.Equals(name, _name, StringComparison.Ordinal) ? name : incompatible;
        }

        return incompatible;
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
