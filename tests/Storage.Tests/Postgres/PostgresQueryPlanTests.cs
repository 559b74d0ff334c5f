using System.Text.RegularExpressions;
using MediaPipeline.Storage.Postgres;
using MediaPipeline.Storage.Tests.Sqlite;
using MediaPipeline.Storage.Tests.Support;
using MediaPipeline.TestKit.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace MediaPipeline.Storage.Tests.Postgres;

/// <summary>
/// With some thousand pictures PostgreSQL's planner, which takes no index by name, chooses one for every question that is not about all of them.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresQueryPlanTests(PostgresServer server)
{
    private const string Fill =
        """
        INSERT INTO images (id, etag, schema_version, document)
        SELECT 'img_' || md5(i::text), 1, 1, jsonb_build_object(
            'collectionId', 'col_' || i % 50, 'sortKey', 'picture ' || i, 'path', i || '.jpg', 'jobId', 'job_' || i % 50, 'stage', 'live', 'enteredAt', i,
            'state', CASE WHEN i % 100 = 0 THEN 'failed' ELSE 'live' END, 'cacheFolderId', 'fld_' || i % 20, 'renditionBytes', i, 'renditionCount', 2)
        FROM generate_series(1, 20000) AS i;
        ANALYZE images
        """;

    [PostgresFact]
    public async Task NoNarrowQuestion_ReadsAllPictures()
    {
        var database = server.CreateDatabase();
        await using var host = PostgresHost.On(database);
        host.Get<PostgresDatabase>();
        await using var source = NpgsqlDataSource.Create(database);
        await using var connection = await source.OpenConnectionAsync();
        await using (var fill = new NpgsqlCommand(Fill, connection))
        {
            await fill.ExecuteNonQueryAsync();
        }

        var scans = new List<string>();
        var questions = Questions.Of(new PostgresSyntax());
        foreach (var sql in questions.Narrow.Concat(questions.Paged))
        {
            var plan = await ExplainAsync(connection, sql);
            if (plan.Contains("Seq Scan on images", StringComparison.Ordinal))
            {
                scans.Add($"{sql}\n{plan}");
            }
        }

        scans.ShouldBeEmpty();
    }

    // Without a type, so that PostgreSQL takes that of the column.
    private static async Task<string> ExplainAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand("EXPLAIN " + sql, connection);
        foreach (var name in Regex.Matches(sql, "@[a-z]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Value)
            .Distinct(StringComparer.Ordinal))
        {
            command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Unknown) { Value = "1" });
        }

        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }
}
