using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Storage.Sqlite;

/// <summary>
/// The only writer. Whatever comes in while one group is being committed is the next group: one transaction and one sync for all of it.
/// It has a thread of its own, since SQLite blocks.
/// </summary>
internal sealed partial class SqliteWriter : IAsyncDisposable
{
    private readonly SqliteWriteQueue _queue = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteSession _session;
    private readonly SqliteCheckpointer _checkpointer;
    private readonly SqliteStorageOptions _options;
    private readonly StorageMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public SqliteWriter(
        SqliteSession session, SqliteCheckpointer checkpointer, SqliteStorageOptions options, StorageMetrics metrics, TimeProvider time, ILogger logger)
    {
        (_session, _checkpointer, _options, _metrics, _time, _logger) = (session, checkpointer, options, metrics, time, logger);
        new Thread(Run) { IsBackground = true, Name = "sqlite-writer" }.Start();
    }

    /// <summary>Why the last group could not be written for want of room; null when it could.</summary>
    public string? FullMessage { get; private set; }

    /// <summary>When the task ends the write is on disk. It is never given up half way, so it takes no cancellation.</summary>
    public Task<T> EnqueueAsync<T>(Func<SqliteSession, T> write, int rows, bool compound)
    {
        var entry = new SqliteWrite<T>(write, rows, compound);
        _queue.Enqueue(entry);
        return entry.Completion;
    }

    /// <summary>Commits what is pending, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _ended.Task;
        _queue.Dispose();
        await _checkpointer.DisposeAsync();
    }

    private void Run()
    {
        var group = new List<SqliteWrite>();
        while (_queue.Take(group, _options.MaxRowsPerCommit))
        {
            Commit(group);
        }

        _session.Dispose();
        _ended.SetResult();
    }

    private void Commit(List<SqliteWrite> group)
    {
        var start = _time.GetTimestamp();
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
            foreach (var write in group)
            {
                Apply(write);
            }

            _session.Execute("COMMIT");
            if (FullMessage is not null)
            {
                LogDiskHasRoom(_logger);
                FullMessage = null;
            }

            _metrics.Committed(group.Count, _time.GetElapsedTime(start));
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

        _checkpointer.Committed(_session);
    }

    private void Apply(SqliteWrite write)
    {
        if (write.Compound)
        {
            _session.Execute("SAVEPOINT one_write");
        }

        try
        {
            write.Apply(_session);
        }
        catch (Exception error) when (!EndsTheGroup(error))
        {
            write.Error = error;
            if (write.Compound)
            {
                _session.Execute("ROLLBACK TO one_write");
            }
        }

        if (write.Compound)
        {
            _session.Execute("RELEASE one_write");
        }
    }

    private bool EndsTheGroup(Exception error) => _session.IsIdle || (error is SqliteException sqlite && SqliteFaults.IsDiskFull(sqlite));

    private static void Answer(SqliteWrite write)
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
                _session.Execute("ROLLBACK");
            }
        }
        catch (SqliteException error)
        {
            // The transaction stays open, the next group fails at its BEGIN and comes here again.
            LogRollbackFailed(_logger, error);
        }
    }

    private void FailAll(List<SqliteWrite> group, Exception error)
    {
        RollBack();
        if (error is SqliteException sqlite && SqliteFaults.IsDiskFull(sqlite))
        {
            error = SqliteFaults.ToStorageFull(sqlite, _options.DataDirectory);
            if (FullMessage is null)
            {
                LogDiskFull(_logger, error);
            }

            FullMessage = error.Message;
        }

        _metrics.Failed(group.Count);
        foreach (var write in group)
        {
            write.Fail(write.Error ?? error);
        }
    }
}
