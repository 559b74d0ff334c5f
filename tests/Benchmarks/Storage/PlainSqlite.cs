using System.Diagnostics;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Storage.Documents;
using MediaPipeline.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace MediaPipeline.Benchmarks.Storage;

/// <summary>The peer: Microsoft.Data.Sqlite as its documentation shows it, prepared, WAL, synchronous=FULL, one transaction a write.</summary>
internal static class PlainSqlite
{
    private const int Documents = 256;

    public static WriteFigures Measure(string directory, TimeSpan duration, bool ourSchema)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "plain.db")};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        if (ourSchema)
        {
            SqliteSchema.Apply(new SqliteSession(connection), "plain.db");
        }
        else
        {
            Execute(connection, "CREATE TABLE images (id TEXT PRIMARY KEY, etag INTEGER, schema_version INTEGER, document TEXT)");
        }

        var states = Enumerable.Range(0, Documents).Select(i => Pictures.New(CollectionId.Of("/plain"), i)).ToArray();
        using var insert = Prepare(connection, "INSERT INTO images (id, etag, schema_version, document) VALUES ($id, 1, 1, $document)");
        using var update = Prepare(connection, "UPDATE images SET document = $document, etag = etag + 1 WHERE id = $id");
        foreach (var state in states)
        {
            Run(connection, insert, state.Id.Value, DocumentJson.Write(state));
        }

        var latencies = new Latencies();
        var clock = Stopwatch.StartNew();
        for (var i = 0; clock.Elapsed < duration; i++)
        {
            var start = clock.Elapsed;
            var state = states[i % Documents] = Pictures.Moved(states[i % Documents]);
            Run(connection, update, state.Id.Value, DocumentJson.Write(state));
            latencies.Add(clock.Elapsed - start);
        }

        return new WriteFigures(
            ourSchema ? "one transaction a write, our tables"
                : "one transaction a write, id and document only", 1, latencies.Count / clock.Elapsed.TotalSeconds, latencies.Percentiles(), null, 1);
    }

    private static void Run(SqliteConnection connection, SqliteCommand command, string id, string document)
    {
        using var transaction = connection.BeginTransaction();
        command.Transaction = transaction;
        command.Parameters["$id"].Value = id;
        command.Parameters["$document"].Value = document;
        command.ExecuteNonQuery();
        transaction.Commit();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add("$id", SqliteType.Text);
        command.Parameters.Add("$document", SqliteType.Text);
        return command;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
