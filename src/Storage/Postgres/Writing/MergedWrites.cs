using MediaPipeline.Storage.Sql;

namespace MediaPipeline.Storage.Postgres.Writing;

/// <summary>Changes of one kind to different documents of one table: one statement over arrays, which returns the ids whose ETag matched.</summary>
internal sealed class MergedWrites(PostgresDocumentStatements statements, DocumentChange change) : IGroupStep
{
    private readonly List<DocumentWrite> _writes = [];

    public bool Compound => false;

    public Exception? Error
    {
        set => _writes.ForEach(write => write.Error = value);
    }

    public void Add(DocumentWrite write) => _writes.Add(write);

    public void Apply(SqlSession session)
    {
        var held = Run(session).ToHashSet(StringComparer.Ordinal);
        foreach (var write in _writes.Where(write => !held.Contains(write.Id)))
        {
            write.Lose(session);
        }
    }

    private List<string> Run(SqlSession session)
    {
        var ids = _writes.ConvertAll(write => write.Id).ToArray();
        var etags = _writes.ConvertAll(write => write.ETag).ToArray();
        return change == DocumentChange.Delete
            ? session.Query(statements.DeleteMany, row => row.GetString(0), ("@ids", ids), ("@etags", etags))
            : session.Query(
                change == DocumentChange.Insert ? statements.InsertMany : statements.UpdateMany,
                row => row.GetString(0),
                ("@ids", ids),
                ("@etags", etags),
                ("@schema", statements.SchemaVersion),
                ("@texts", _writes.ConvertAll(write => write.Document).ToArray()));
    }
}
