using System.Data;
using System.Data.Common;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Postgres.Writing;
using MediaPipeline.Storage.Sql;
using Npgsql;

namespace MediaPipeline.Storage.Postgres;

/// <summary>A connection that is reopened when it has been lost. Npgsql prepares frequent statements.</summary>
/// <param name="settings">Run on each new connection, where it has some of its own.</param>
internal sealed class PostgresSession(NpgsqlDataSource source, string address, string? settings = null) : SqlSession
{
    private NpgsqlConnection _connection = source.CreateConnection();
    private NpgsqlTransaction? _transaction;

    public override bool IsIdle => _transaction is null;

    private bool IsOpen => _connection.State == ConnectionState.Open;

    // Npgsql sends it together with the first statement.
    public override void Begin() => _transaction = Connected().BeginTransaction();

    public override IReadOnlyList<IGroupStep> Arrange(IReadOnlyList<GroupWrite> group) => MergedGroup.Of(group);

    public override void End(bool commit)
    {
        // A connection that failed here is not used again for this transaction. Disposing of an uncommitted transaction rolls it back.
        using var transaction = _transaction;
        _transaction = null;
        if (commit)
        {
            // A new connection does not have the changes made on the lost one.
            if (!IsOpen)
            {
                throw new NpgsqlException("the connection was lost before the commit");
            }

            transaction!.Commit();
        }
    }

    // PostgreSQL rejects further statements in a transaction after one has failed.
    public override bool EndsTheGroup(Exception error) => error is NpgsqlException;

    public override bool MayBeOneWritesFault(Exception error) => error is PostgresException && !PostgresFaults.IsOutage(error);

    public override Exception Explain(Exception error) => PostgresFaults.Explain(error, address);

    // A connection that an outage has broken looks open until it is used: only a new one tells whether the server is there.
    public override T Read<T>(Func<SqlSession, T> query)
    {
        var wasOpen = IsOpen;
        try
        {
            return query(this);
        }
        catch (Exception error) when (wasOpen && !IsOpen && PostgresFaults.IsUnavailable(error))
        {
            return query(this);
        }
    }

    public override T InOneSnapshot<T>(Func<T> read)
    {
        _transaction = Connected().BeginTransaction(IsolationLevel.RepeatableRead);
        try
        {
            return read();
        }
        finally
        {
            End(commit: false);
        }
    }

    public override void Dispose() => _connection.Dispose();

    protected override DbCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = new NpgsqlCommand(sql, Connected());
        foreach (var (name, value) in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter(name, value ?? DBNull.Value));
        }

        return command;
    }

    private NpgsqlConnection Connected()
    {
        if (!IsOpen && IsIdle)
        {
            _connection.Dispose();
            _connection = Open();
        }

        return _connection;
    }

    private NpgsqlConnection Open()
    {
        var connection = source.OpenConnection();
        try
        {
            if (settings is not null)
            {
                using var command = new NpgsqlCommand(settings, connection);
                command.ExecuteNonQuery();
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
