using MediaPipeline.Storage.Sql;

namespace MediaPipeline.Storage.Postgres.Writing;

/// <summary>
/// Merges the changes of documents in a group by table and kind. The order of changes to different documents does not matter; changes to the same document, and
/// changes before and after another kind of write, keep their order.
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
