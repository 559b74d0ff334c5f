using System.Data;
using Npgsql;

namespace MediaPipeline.Storage.Postgres;

/// <summary>
/// Lets a process in when all who use the database may share it with it; one after the other, so that of two strangers one stays out. Being inside is a
/// connection whose name says who is there: a process that dies leaves nothing that would have to be cleaned up.
/// </summary>
/// <param name="patience">How long a stranger is waited for: what a killed process leaves open is closed within moments.</param>
internal sealed class DatabaseDoor(NpgsqlConnectionStringBuilder settings, string place, DatabaseMember member, TimeSpan patience, TimeProvider time) : IDisposable
{
    // "mpiq": next to the schema's lock.
    private const long AdvisoryLock = 0x6d706971;
    private const string Prefix = "mediapipeline ";

    // A machine that lost its power is found out within these.
    private const string FindLostClients = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3";

    private const string OthersQuery = $"""
        SELECT DISTINCT application_name FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE '{Prefix}% %'
        """;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly string _name = $"{Prefix}{member.Version} {member.Cluster}";
    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString;
    private NpgsqlConnection? _inside;

    public bool IsInside => _inside is { State: ConnectionState.Open };

    /// <summary>Blocks, as opening a connection does. Asking twice does no harm.</summary>
    /// <exception cref="StorageStartException">Someone is there with whom the database cannot be shared.</exception>
    public void Enter(CancellationToken stopping)
    {
        if (IsInside)
        {
            return;
        }

        var connection = new NpgsqlConnection(_connectionString);
        try
        {
            connection.Open();
            Run(connection, FindLostClients);
            Run(connection, $"SELECT pg_advisory_lock({AdvisoryLock})");
            WaitForStrangers(connection, stopping);
            Run(connection, $"SELECT set_config('application_name', '{_name}', false), pg_advisory_unlock({AdvisoryLock})");
            _inside = connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Ends when whoever is inside is so no more; answers why.</summary>
    public async Task<string> WaitUntilLostAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                // Nobody notifies on this connection: it ends when the connection does.
                await _inside!.WaitAsync(cancellationToken);
            }
        }
        catch (NpgsqlException lost)
        {
            await _inside!.DisposeAsync();
            return lost.Message;
        }
    }

    public void Dispose() => _inside?.Dispose();

    private void WaitForStrangers(NpgsqlConnection connection, CancellationToken stopping)
    {
        var since = time.GetTimestamp();
        while (FindStranger(connection) is { } stranger)
        {
            if (time.GetElapsedTime(since) >= patience)
            {
                throw new StorageStartException(Refusal(stranger));
            }

            stopping.WaitHandle.WaitOne(LookEvery);
            stopping.ThrowIfCancellationRequested();
        }
    }

    private string Refusal(string stranger)
    {
        var words = stranger[Prefix.Length..].Split(' ', 2);
        var (version, cluster) = (words[0], words[1]);
        return string.Equals(cluster, member.Cluster, StringComparison.Ordinal)
            ? $"Cluster '{cluster}' runs version {version} on the database at {place}, and this is version {member.Version}: stop its servers before you start this one, or start the same version."
            : $"The database at {place} is in use by cluster '{cluster}', and this is cluster '{member.Cluster}': stop the other, or name another database in Storage:ConnectionString.";
    }

    private string? FindStranger(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(OthersQuery, connection);
        using var reader = command.ExecuteReader();
        string? stranger = null;
        while (reader.Read())
        {
            stranger = reader.GetString(0) is var name && !string.Equals(name, _name, StringComparison.Ordinal) ? name : stranger;
        }

        return stranger;
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
