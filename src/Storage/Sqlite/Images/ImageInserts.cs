using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Sql;

namespace MediaPipeline.Storage.Sqlite.Images;

/// <summary>
/// First documents, where absent. Rows share a statement: its walk to the end of each index is done once for all of them, which took a quarter off the scan of a million.
/// </summary>
internal static class ImageInserts
{
    /// <summary>Rows of one statement.</summary>
    private const int Rows = 64;

    private static readonly string Sql = $"INSERT INTO {StateNames.Images} (id, etag, schema_version, document) VALUES "
        + string.Join(", ", Enumerable.Range(0, Rows).Select(row => $"($id{row}, $etag, $schema, $document{row})")) + " ON CONFLICT (id) DO NOTHING";

    private static readonly (string Id, string Document)[] Names = [.. Enumerable.Range(0, Rows).Select(row => ($"$id{row}", $"$document{row}"))];

    public static int All(SqliteSession session, (string Id, string Document)[] documents, long etag)
    {
        var whole = documents.Length / Rows * Rows;
        var inserted = 0;
        for (var next = 0; next < whole; next += Rows)
        {
            inserted += Many(session, documents.AsSpan(next, Rows), etag);
        }

        foreach (var document in documents.AsSpan(whole))
        {
            inserted += One(session, document, etag);
        }

        return inserted;
    }

    private static int One(SqliteSession session, (string Id, string Document) row, long etag) => session.Execute(
        DocumentStatements.Of(StateNames.Images).Insert, ("$id", row.Id), ("$etag", etag), ("$schema", (long)ImageRecord.CurrentSchema), ("$document", row.Document));

    /// <param name="rows">Exactly <see cref="Rows"/>.</param>
    private static int Many(SqliteSession session, ReadOnlySpan<(string Id, string Document)> rows, long etag)
    {
        var parameters = new (string, object?)[(2 * Rows) + 2];
        for (var row = 0; row < Rows; row++)
        {
            parameters[2 * row] = (Names[row].Id, rows[row].Id);
            parameters[(2 * row) + 1] = (Names[row].Document, rows[row].Document);
        }

        parameters[^2] = ("$etag", etag);
        parameters[^1] = ("$schema", (long)ImageRecord.CurrentSchema);
        return session.Execute(Sql, parameters);
    }
}
