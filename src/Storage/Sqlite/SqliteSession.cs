using System.Data.Common;
using MediaPipeline.Storage.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MediaPipeline.Storage.Sqlite;

internal sealed class SqliteSession(SqliteConnection connection, string directory = "") : SqlSession
{
    // Far more than the program has, but for lists of titles, whose filters can be combined in thousands of ways.
    private const int MostPrepared = 1000;

    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    public override bool IsIdle => raw.sqlite3_get_autocommit(connection.Handle) != 0;

    public override void Begin() => Execute("BEGIN IMMEDIATE");

    public override void End(bool commit) => Execute(commit ? "COMMIT" : "ROLLBACK");

    public override bool EndsTheGroup(Exception error) => IsIdle || IsDiskFull(error);

    public override bool MayBeOneWritesFault(Exception error) => false;

    public override Exception Explain(Exception error) =>
        error is SqliteException sqlite && IsDiskFull(error) ? SqliteFaults.ToStorageFull(directory, sqlite) : error;

    public override T InOneSnapshot<T>(Func<T> read)
    {
        Execute("BEGIN");
        try
        {
            return read();
        }
        finally
        {
            Execute("COMMIT");
        }
    }

    /// <summary>Pages in the write-ahead log, and how many of them are in the database already.</summary>
    public (int Frames, int Moved) MeasureLog()
    {
        // SQLITE_CHECKPOINT_NOOP: measures and moves nothing.
        const int Noop = -1;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", Noop, out var frames, out var moved), connection.Handle);
        return (frames, moved);
    }

    /// <summary>Moves as much of the write-ahead log into the database as no reader holds back, unless another connection is at it.</summary>
    public void MoveLog()
    {
        var result = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
        if (result != raw.SQLITE_BUSY)
        {
            SqliteException.ThrowExceptionForRC(result, connection.Handle);
        }
    }

    /// <summary>Runs statements that are not worth keeping.</summary>
    public void ExecuteOnce(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A function of texts for the statements of this connection.</summary>
    public void Define(string name, Func<string, string> function) => connection.CreateFunction(name, function, isDeterministic: true);

    public override void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    protected override DbCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            if (_prepared.Count == MostPrepared)
            {
                Forget();
            }

            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            }

            _prepared.Add(sql, command);
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        }

        return command;
    }

    private void Forget()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        _prepared.Clear();
    }

    private static bool IsDiskFull(Exception error) => error is SqliteException sqlite && SqliteFaults.IsDiskFull(sqlite);
}
