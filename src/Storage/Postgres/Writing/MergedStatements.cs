using System.Collections.Frozen;
using MediaPipeline.Storage.Documents;

namespace MediaPipeline.Storage.Postgres.Writing;

/// <summary>The statements on many documents of one table. What <see cref="Sql.DocumentStatements"/> says of one, they say of each.</summary>
internal sealed class MergedStatements
{
    /// <summary>
    /// For a connection that only writes. The planner does not know how long the arrays are, and a plan that it made while a table was small stays until the
    /// table is analysed: it would read all of a table that a scan has filled meanwhile. Documents are always found by their ids.
    /// </summary>
    public const string FindById = "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET plan_cache_mode = force_generic_plan";

    private static readonly FrozenDictionary<string, MergedStatements> All =
        DocumentKinds.SchemaVersions.Keys.ToFrozenDictionary(table => table, table => new MergedStatements(table), StringComparer.Ordinal);

    // Rows are numbered in the order that they were given in: a job's errors are shown so.
    private MergedStatements(string table)
    {
        Insert = $"""
            INSERT INTO {table} (id, etag, schema_version, document)
            SELECT id, etag, $schema, text::jsonb FROM unnest($ids, $etags, $texts) WITH ORDINALITY AS given (id, etag, text, ordinal) ORDER BY ordinal
            ON CONFLICT (id) DO NOTHING RETURNING id
            """;
        Update = $"""
            UPDATE {table} AS stored SET document = given.text::jsonb, schema_version = $schema, etag = stored.etag + 1
            FROM unnest($ids, $etags, $texts) AS given (id, etag, text) WHERE stored.id = given.id AND stored.etag = given.etag RETURNING stored.id
            """;
        Delete = $"""
            DELETE FROM {table} AS stored USING unnest($ids, $etags) AS given (id, etag)
            WHERE stored.id = given.id AND stored.etag = given.etag RETURNING stored.id
            """;
    }

    public string Insert { get; }

    public string Update { get; }

    public string Delete { get; }

    public static MergedStatements Of(string table) => All[table];
}
