using System.Data.Common;
using MediaPipeline.Storage.Sql;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MediaPipeline.Storage.Sqlite;

internal sealed class SqliteSession(SqliteConnection connection, string directory = "") : SqlSession
{
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    public override bool IsIdle => raw.sqlite3_get_autocommit(connection.Handle) != 0;

    public override void Begin() => Execute("BEGIN IMMEDIATE");

    public override void End(bool commit) => Execute(commit ? "COMMIT" : "ROLLBACK");

    public override bool EndsTheGroup(Exception error) => IsIdle || IsDiskFull(error);

    public override bool MayBeOneWritesFault(Exception error) => false;

    public override Exception Explain(Exception error) =>
        error is SqliteException sqlite && IsDiskFull(error) ? SqliteFaults.ToStorageFull(sqlite, directory) : error;

    public override int InsertAbsent(string stateName, (string Id, string Document)[] documents, long etag, long schema)
    {
        var sql = DocumentStatements.Of(stateName).Insert;
        object etagValue = etag, schemaValue = schema;
        var inserted = 0;
        foreach (var (id, document) in documents)
        {
            inserted += Execute(sql, ("$id", id), ("$etag", etagValue), ("$schema", schemaValue), ("$document", document));
        }

        return inserted;
    }

    /// <summary>Runs statements that are not worth keeping.</summary>
    public void ExecuteOnce(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public override void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    protected override DbCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
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

    private static bool IsDiskFull(Exception error) => error is SqliteException sqlite && SqliteFaults.IsDiskFull(sqlite);
}
