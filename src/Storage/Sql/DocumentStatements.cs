namespace MediaPipeline.Storage.Sql;

/// <summary>The statements on single documents of one table.</summary>
internal abstract class DocumentStatements
{
    /// <param name="document">How the parameter with the document's text is written.</param>
    protected DocumentStatements(string table, long schemaVersion, string document)
    {
        (Table, SchemaVersion) = (table, schemaVersion);
        Find = $"SELECT etag, document FROM {table} WHERE id = @id";
        FindETag = $"SELECT etag FROM {table} WHERE id = @id";
        Insert = $"INSERT INTO {table} (id, etag, schema_version, document) VALUES (@id, @etag, @schema, {document}) ON CONFLICT (id) DO NOTHING";
        Update = $"UPDATE {table} SET document = {document}, schema_version = @schema, etag = etag + 1 WHERE id = @id AND etag = @etag";
        Delete = $"DELETE FROM {table} WHERE id = @id AND etag = @etag";
    }

    public string Table { get; }

    /// <summary>Of the documents that are written.</summary>
    public long SchemaVersion { get; }

    public string Find { get; }

    public string FindETag { get; }

    public string Insert { get; }

    public string Update { get; }

    public string Delete { get; }

    /// <summary>The first ETag of a document. Later ones count up from it, so that a recreated document never has an ETag of its predecessor.</summary>
    public static long FirstETag(TimeProvider clock) => clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000;

    /// <summary>Inserts first documents where there are none; returns how many.</summary>
    public abstract int InsertAbsent(SqlSession session, ReadOnlySpan<(string Id, string Document)> documents, long etag);
}
