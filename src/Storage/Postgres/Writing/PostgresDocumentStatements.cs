using MediaPipeline.Storage.Sql;

namespace MediaPipeline.Storage.Postgres.Writing;

/// <summary>Adds statements on many documents of the table, over arrays, corresponding to the inherited ones on single documents.</summary>
internal sealed class PostgresDocumentStatements(string table, long schemaVersion) : DocumentStatements(table, schemaVersion, "@document::jsonb")
{
    /// <summary>
    /// For a connection that only writes. The planner does not know how long the arrays are, and a plan that it made while a table was small stays until the
    /// table is analysed: it would read all of a table that a scan has filled meanwhile. Documents are always found by their ids.
    /// </summary>
    public const string FindById =
        "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET plan_cache_mode = force_generic_plan";

    // Rows are numbered in the order that they were given in: a job's errors are shown so.
    public string InsertMany { get; } =
        $"""
        INSERT INTO {table} (id, etag, schema_version, document)
        SELECT id, etag, @schema, text::jsonb FROM unnest(@ids, @etags, @texts) WITH ORDINALITY AS given (id, etag, text, place) ORDER BY place
        ON CONFLICT (id) DO NOTHING RETURNING id
        """;

    public string UpdateMany { get; } =
        $"""
        UPDATE {table} AS stored SET document = given.text::jsonb, schema_version = @schema, etag = stored.etag + 1
        FROM unnest(@ids, @etags, @texts) AS given (id, etag, text) WHERE stored.id = given.id AND stored.etag = given.etag RETURNING stored.id
        """;

    public string DeleteMany { get; } =
        $"""
        DELETE FROM {table} AS stored USING unnest(@ids, @etags) AS given (id, etag)
        WHERE stored.id = given.id AND stored.etag = given.etag RETURNING stored.id
        """;

    public override int InsertAbsent(SqlSession session, ReadOnlySpan<(string Id, string Document)> documents, long etag)
    {
        var (ids, etags, texts) = (new string[documents.Length], new long[documents.Length], new string[documents.Length]);
        for (var i = 0; i < documents.Length; i++)
        {
            (ids[i], etags[i], texts[i]) = (documents[i].Id, etag, documents[i].Document);
        }

        return session.Execute(InsertMany, ("@ids", ids), ("@etags", etags), ("@schema", SchemaVersion), ("@texts", texts));
    }
}
