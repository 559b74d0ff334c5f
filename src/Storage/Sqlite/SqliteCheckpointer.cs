using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Storage.Sqlite;

/// <summary>
/// Moves the write-ahead log into the database on a thread and a connection of its own, while the writer goes on. SQLite restarts the log only when all of it
/// was moved and nothing was added meanwhile; so the writer moves the rest itself when the log has grown to <see cref="MostSteps"/> times the size of a step.
/// </summary>
internal sealed partial class SqliteCheckpointer : IAsyncDisposable
{
    /// <summary>Steps that the log may be long.</summary>
    public const int MostSteps = 4;

    private readonly SemaphoreSlim _asked = new(0);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteSession _session;
    private readonly long _stepFrames;
    private readonly ILogger _logger;
    private volatile bool _closed;
    private bool _failing;

    /// <param name="stepFrames">Pages of the log, not yet in the database, at which they are moved there.</param>
    public SqliteCheckpointer(SqliteSession session, long stepFrames, ILogger logger)
    {
        (_session, _stepFrames, _logger) = (session, stepFrames, logger);
        new Thread(Run) { IsBackground = true, Name = "sqlite-checkpoint" }.Start();
    }

    /// <summary>After a commit, on the writer's connection.</summary>
    public void Committed(SqliteSession writer)
    {
        var (frames, moved) = writer.MeasureLog();
        if (frames >= MostSteps * _stepFrames)
        {
            Move(writer);
        }
        else if (frames - moved >= _stepFrames && _asked.CurrentCount == 0)
        {
            _asked.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _closed = true;
        _asked.Release();
        await _ended.Task;
        _asked.Dispose();
    }

    private void Run()
    {
        _asked.Wait();
        while (!_closed)
        {
            Move(_session);
            _asked.Wait();
        }

        _session.Dispose();
        _ended.SetResult();
    }

    // What cannot be moved now stays in the log, where it is just as durable; the next commit tries again.
    private void Move(SqliteSession session)
    {
        try
        {
            session.MoveLog();
            _failing = false;
        }
        catch (SqliteException error)
        {
            if (!_failing)
            {
                LogNotMoved(_logger, error);
            }

            _failing = true;
        }
    }

    [LoggerMessage(3013, LogLevel.Warning, "The write-ahead log could not be moved into the database; it grows until it can. Is the disk full?")]
    private static partial void LogNotMoved(ILogger logger, Exception error);
}
