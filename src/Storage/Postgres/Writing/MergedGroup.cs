using MediaPipeline.Storage.Sql;

namespace MediaPipeline.Storage.Postgres.Writing;

/// <summary>
/// Puts the changes of documents in a group together by table and kind. Between changes of different documents nobody can tell the order; two of the same
/// document, and whatever comes before or after a write of another kind, keep theirs.
/// </summary>
internal sealed class MergedGroup
{
    private readonly List<IGroupStep> _steps = [];
    private readonly Dictionary<(DocumentStatements, DocumentChange), MergedWrites> _open = [];
    private readonly HashSet<(DocumentStatements, string Id)> _changed = [];

    private MergedGroup()
    {
    }

    public static IReadOnlyList<IGroupStep> Of(IReadOnlyList<GroupWrite> group)
    {
        if (group.Count == 1)
        {
            return group;
        }

        var merged = new MergedGroup();
        foreach (var write in group)
        {
            merged.Add(write);
        }

        return merged._steps;
    }

    private void Add(GroupWrite write)
    {
        if (write is DocumentWrite document)
        {
            Add(document);
        }
        else
        {
            Close();
            _steps.Add(write);
        }
    }

    private void Add(DocumentWrite write)
    {
        if (!_changed.Add((write.Statements, write.Id)))
        {
            Close();
            _changed.Add((write.Statements, write.Id));
        }

        var kind = (write.Statements, write.Change);
        if (!_open.TryGetValue(kind, out var writes))
        {
            _open.Add(kind, writes = new MergedWrites((PostgresDocumentStatements)write.Statements, write.Change));
            _steps.Add(writes);
        }

        writes.Add(write);
    }

    private void Close()
    {
        _open.Clear();
        _changed.Clear();
    }
}
