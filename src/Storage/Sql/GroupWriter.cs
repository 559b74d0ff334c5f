using System.Data.Common;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Storage.Sql;

/// <summary>
/// The only writer. All writes that arrive while one group is being committed form the next group: one transaction and one sync for all of them.
/// It has a thread of its own, since a commit blocks.
/// </summary>
internal sealed partial class GroupWriter : IAsyncDisposable
{
    private readonly GroupQueue _queue = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqlSession _session;
    private readonly int _maxRows;
    private readonly StorageMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly OutageLog _outage;
    private readonly ILogger _logger;

    public GroupWriter(SqlSession session, int maxRows, StorageMetrics metrics, OutageLog outage, TimeProvider clock, ILogger logger)
    {
        (_session, _maxRows, _metrics, _outage, _clock, _logger) = (session, maxRows, metrics, outage, clock, logger);
        new Thread(Run) { IsBackground = true, Name = "storage-writer" }.Start();
    }

    /// <summary>Done on the writer's thread after each commit.</summary>
    public Action? Committed { get; init; }

    /// <summary>When the task completes, the write is on disk. It is never abandoned half way, so it cannot be cancelled.</summary>
    public Task<T> EnqueueAsync<T>(Func<SqlSession, T> write, int rows, bool compound)
    {
        var entry = new GroupWrite<T>(write, rows, compound);
        _queue.Enqueue(entry);
        return entry.Completion;
    }

    public Task EnqueueAsync(DocumentWrite write)
    {
        _queue.Enqueue(write);
        return write.Completion;
    }

    /// <summary>Commits what is pending, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _ended.Task;
        _queue.Dispose();
    }

    private void Run()
    {
        var group = new List<GroupWrite>();
        while (_queue.Take(group, _maxRows))
        {
            Commit(group);
        }

        _session.Dispose();
        _ended.SetResult();
    }

    private void Commit(List<GroupWrite> group)
    {
        var start = _clock.GetTimestamp();
        try
        {
            _session.Begin();
            foreach (var step in _session.Arrange(group))
            {
                Apply(step);
            }

            _session.End(commit: true);
            _outage.Answered(byWrite: true);
            _metrics.Committed(group.Count, _clock.GetElapsedTime(start));
        }
        catch (Exception error)
        {
            FailAll(group, error);
            return;
        }

        foreach (var write in group)
        {
            Answer(write);
        }

        Committed?.Invoke();
    }

    private void Apply(IGroupStep step)
    {
        if (step.Compound)
        {
            _session.Execute("SAVEPOINT one_write");
        }

        try
        {
            step.Apply(_session);
        }
        catch (Exception error) when (!_session.EndsTheGroup(error))
        {
            step.Error = error;
            if (step.Compound)
            {
                _session.Execute("ROLLBACK TO one_write");
            }
        }

        if (step.Compound)
        {
            _session.Execute("RELEASE one_write");
        }
    }

    private static void Answer(GroupWrite write)
    {
        if (write.Error is { } error)
        {
            write.Fail(error);
        }
        else
        {
            write.Succeed();
        }
    }

    private void RollBack()
    {
        try
        {
            if (!_session.IsIdle)
            {
                _session.End(commit: false);
            }
        }
        catch (DbException error)
        {
            // The transaction stays open, the next group fails at its BEGIN and comes here again.
            LogRollbackFailed(_logger, error);
        }
    }

    private void FailAll(List<GroupWrite> group, Exception error)
    {
        RollBack();
        if (group.Count > 1 && _session.MayBeOneWritesFault(error))
        {
            RunHalves(group);
            return;
        }

        error = _session.Explain(error);
        if (error is StorageFullException or StorageUnavailableException)
        {
            _outage.Met(error, byWrite: true);
        }

        _metrics.Failed(group.Count);
        foreach (var write in group)
        {
            write.Fail(write.Error ?? error);
        }
    }

    // So the failing write is found, and the others are committed, with a few extra commits instead of one for each.
    private void RunHalves(List<GroupWrite> group)
    {
        foreach (var write in group)
        {
            write.Error = null;
        }

        var half = group.Count / 2;
        Commit(group[..half]);
        Commit(group[half..]);
    }
}
