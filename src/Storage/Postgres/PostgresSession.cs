using System.Data;
using System.Data.Common;
using MediaPipeline.Grains.Images;
using MediaPipeline.Storage.Postgres.Writing;
using MediaPipeline.Storage.Sql;
using Npgsql;

namespace MediaPipeline.Storage.Postgres;

/// <summary>A connection that is opened anew when it has been lost. Npgsql prepares what is asked often.</summary>
/// <param name="settings">Run on each new connection, where it has some of its own.</param>
internal sealed class PostgresSession(NpgsqlDataSource source, string place, string? settings = null) : SqlSession
{
    private NpgsqlConnection _connection = source.CreateConnection();
    private bool _inTransaction;

    public override bool IsIdle => !_inTransaction;

    public override void Begin()
    {
        Execute("BEGIN");
        _inTransaction = true;
    }

    public override IReadOnlyList<IGroupStep> Arrange(IReadOnlyList<GroupWrite> group) => MergedGroup.Of(group);

    public override void End(bool commit)
    {
        // Whatever becomes of it, a connection that failed here is not used again for this transaction.
        _inTransaction = false;
        if (_connection.State == ConnectionState.Open)
        {
            Execute(commit ? "COMMIT" : "ROLLBACK");
        }
    }

    // PostgreSQL takes nothing more in a transaction in which a statement failed.
    public override bool EndsTheGroup(Exception error) => error is NpgsqlException;

    public override bool MayBeOneWritesFault(Exception error) => error is PostgresException && !PostgresFaults.IsHeldUp(error);

    public override Exception Explain(Exception error) => PostgresFaults.Explain(error, place);

    public override T InOneSnapshot<T>(Func<T> read)
    {
        Execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        _inTransaction = true;
        try
        {
            return read();
        }
        finally
        {
            End(commit: true);
        }
    }

    // Rows are numbered in the order that they were given in: a job's errors are shown so.
    public override int InsertImages((string Id, string Document)[] documents, long etag) => Execute(
        "INSERT INTO images (id, etag, schema_version, document) SELECT id, $etag, $schema, text::jsonb FROM unnest($ids, $texts) WITH ORDINALITY AS given (id, text, place) ORDER BY place ON CONFLICT (id) DO NOTHING",
        ("$etag", etag),
        ("$schema", (long)ImageState.CurrentSchema),
        ("$ids", Array.ConvertAll(documents, document => document.Id)),
        ("$texts", Array.ConvertAll(documents, document => document.Document)));

    public override void Dispose() => _connection.Dispose();

    protected override DbCommand Bind(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (_connection.State != ConnectionState.Open && !_inTransaction)
        {
            _connection.Dispose();
            _connection = Open();
        }

        var command = new NpgsqlCommand(PostgresDialect.Translate(sql), _connection);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter(name[1..], value ?? DBNull.Value));
        }

        return command;
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
