using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace MediaPipeline.Benchmarks.Catalogue;

/// <summary>
/// The peer: a loop that parses the same records and writes the same documents and the same full text once, as the documentation of the driver shows it: a
/// transaction for each page, on disk at its end.
/// </summary>
internal static class BareLoop
{
    private const int Page = 500;

    /// <returns>Records a second.</returns>
    /// <param name="documents">One for each line of the file, as the server stored them.</param>
    public static double OnSqlite(string file, IReadOnlyList<string> documents, string directory)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "bare.db")};Pooling=False");
        connection.Open();
        Execute(connection, """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            CREATE TABLE titles (id TEXT PRIMARY KEY, document TEXT);
            CREATE VIRTUAL TABLE words USING fts5(title, synopsis, cast_names, tokenize = 'porter unicode61');
            """);
        using var title = Prepare(connection, "INSERT INTO titles VALUES ($id, $document)", "$id", "$document");
        using var words = Prepare(connection, "INSERT INTO words VALUES ($title, $synopsis, $cast)", "$title", "$synopsis", "$cast");
        var watch = Stopwatch.StartNew();
        foreach (var page in File.ReadLines(file).Select(FilmFile.Parse).Zip(documents).Chunk(Page))
        {
            using var transaction = connection.BeginTransaction();
            foreach (var (film, document) in page)
            {
                Run(title, transaction, film.Id!, document);
                Run(words, transaction, film.Title, film.Extract!, string.Join(", ", film.Cast));
            }

            transaction.Commit();
        }

        return documents.Count / watch.Elapsed.TotalSeconds;
    }

    /// <inheritdoc cref="OnSqlite"/>
    public static async Task<double> OnPostgresAsync(string file, IReadOnlyList<string> documents, string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var connection = await source.OpenConnectionAsync();
        await using (var create = new NpgsqlCommand("""
            CREATE TABLE titles (id text PRIMARY KEY, document jsonb, words tsvector);
            CREATE INDEX titles_words ON titles USING gin (words);
            """, connection))
        {
            await create.ExecuteNonQueryAsync();
        }

        var watch = Stopwatch.StartNew();
        foreach (var page in File.ReadLines(file).Select(FilmFile.Parse).Zip(documents).Chunk(Page))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var (film, document) in page)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand("INSERT INTO titles VALUES ($1, $2, to_tsvector('english', $3))")
                {
                    Parameters =
                    {
                        new NpgsqlParameter { Value = film.Id },
                        new NpgsqlParameter { Value = document, NpgsqlDbType = NpgsqlDbType.Jsonb },
                        new NpgsqlParameter { Value = $"{film.Title}\n{film.Extract}\n{string.Join(", ", film.Cast)}" },
                    },
                });
            }

            await batch.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }

        return documents.Count / watch.Elapsed.TotalSeconds;
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter, SqliteType.Text);
        }

        return command;
    }

    private static void Run(SqliteCommand command, SqliteTransaction transaction, params string[] values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
