using Npgsql;

namespace MediaPipeline.Storage.Postgres;

/// <summary>Lets a process in when all who use the database may share it with it; one after the other, so that of two strangers one stays out.</summary>
internal sealed class DatabaseDoor(PostgresStorageOptions options, DatabaseMember member, TimeProvider time)
{
    // "mpiq": next to the schema's lock.
    private const long AdvisoryLock = 0x6d706971;
    private const string Prefix = "mediapipeline ";

    // What a killed process leaves open is closed by the system within moments; on a machine that lost its power within these keep-alives.
    private const string FindLostClients = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3";

    private const string OthersQuery = $"""
        SELECT DISTINCT application_name FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE '{Prefix}% %'
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly string _name = $"{Prefix}{member.Version} {member.Cluster}";

    /// <summary>A connection that says who is there for as long as it is open.</summary>
    /// <exception cref="StorageStartException">Someone is there with whom the database cannot be shared.</exception>
    public async Task<NpgsqlConnection> EnterAsync(CancellationToken cancellationToken)
    {
        var (settings, place) = PostgresConnections.Of(options);
        settings.Pooling = false;
        settings.CommandTimeout = 0;
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await RunAsync(connection, FindLostClients, cancellationToken);
            await RunAsync(connection, $"SELECT pg_advisory_lock({AdvisoryLock})", cancellationToken);
            await WaitForStrangersAsync(connection, place, cancellationToken);
            await RunAsync(connection, $"SELECT set_config('application_name', '{_name}', false), pg_advisory_unlock({AdvisoryLock})", cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task WaitForStrangersAsync(NpgsqlConnection connection, string place, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (await StrangerAsync(connection, cancellationToken) is { } stranger)
        {
            if (time.GetElapsedTime(since) > Patience)
            {
                throw new StorageStartException(Refusal(stranger, place));
            }

            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    private string Refusal(string stranger, string place)
    {
        var words = stranger[Prefix.Length..].Split(' ', 2);
        var (version, cluster) = (words[0], words[1]);
        return string.Equals(cluster, member.Cluster, StringComparison.Ordinal)
            ? $"Cluster '{cluster}' runs version {version} on the database at {place}, and this is version {member.Version}: stop its servers before you start this one, or start the same version."
            : $"The database at {place} is in use by {Named(cluster)}, and this is {Named(member.Cluster)}: stop the other, or name another database in Storage:ConnectionString.";
    }

    private static string Named(string cluster) => cluster.StartsWith("alone-", StringComparison.Ordinal) ? "a server that runs alone" : $"cluster '{cluster}'";

    private async Task<string?> StrangerAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(OthersQuery, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        string? stranger = null;
        while (await reader.ReadAsync(cancellationToken))
        {
            stranger = reader.GetString(0) is var name && !string.Equals(name, _name, StringComparison.Ordinal) ? name : stranger;
        }

        return stranger;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
