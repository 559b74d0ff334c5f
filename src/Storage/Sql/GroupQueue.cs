namespace MediaPipeline.Storage.Sql;

/// <summary>
/// The queue of pending writes. Single writes go before bulk ones: each has a waiting caller (a scan's own cursor among them), and would otherwise queue behind
/// the rows that a scan reads ahead. Every group takes some of both.
/// </summary>
internal sealed class GroupQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Queue<GroupWrite> _single = new(), _bulk = new();
    private bool _closed;

    public void Enqueue(GroupWrite write)
    {
        bool first;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            first = _single.Count + _bulk.Count == 0;
            (write.Rows > 1 ? _bulk : _single).Enqueue(write);
        }

        if (first)
        {
            _arrived.Release();
        }
    }

    /// <summary>Fills the next group, waiting until there is something; false when the queue is closed and empty.</summary>
    public bool Take(List<GroupWrite> group, int maxRows)
    {
        group.Clear();
        while (true)
        {
            lock (_gate)
            {
                Fill(group, maxRows);
                if (group.Count > 0 || _closed)
                {
                    return group.Count > 0;
                }
            }

            _arrived.Wait();
        }
    }

    /// <summary>Closes the queue; pending writes are still returned.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
        }

        _arrived.Release();
    }

    public void Dispose() => _arrived.Dispose();

    private void Fill(List<GroupWrite> group, int maxRows)
    {
        var rows = 0;
        while (rows < maxRows && _single.TryDequeue(out var single))
        {
            rows += single.Rows;
            group.Add(single);
        }

        // At least one: there may always be more single ones.
        for (var first = true; _bulk.TryPeek(out var bulk) && (first || rows + bulk.Rows <= maxRows); first = false)
        {
            rows += bulk.Rows;
            group.Add(_bulk.Dequeue());
        }
    }
}
