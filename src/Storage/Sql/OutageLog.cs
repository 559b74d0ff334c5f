using Microsoft.Extensions.Logging;

namespace MediaPipeline.Storage.Sql;

/// <summary>A time in which the database is full or away: one line of log when it begins, one when it ends, whatever is asked meanwhile.</summary>
internal sealed partial class OutageLog(TimeProvider clock, ILogger logger)
{
    private readonly Lock _gate = new();
    private long? _since;
    private bool _ofWrites;

    /// <summary>Reads may go on while the disk takes no more: then only a write can end it.</summary>
    public void Met(Exception error, bool byWrite)
    {
        lock (_gate)
        {
            _ofWrites |= byWrite;
            if (_since is null)
            {
                _since = clock.GetTimestamp();
                LogBegan(logger, error.Message);
            }
        }
    }

    public void Answered(bool byWrite)
    {
        lock (_gate)
        {
            if (_since is { } since && (byWrite || !_ofWrites))
            {
                LogOver(logger, clock.GetElapsedTime(since).TotalSeconds);
                (_since, _ofWrites) = (null, false);
            }
        }
    }

    [LoggerMessage(3010, LogLevel.Error, "Work is held until the database takes it: {Why}")]
    private static partial void LogBegan(ILogger logger, string why);

    [LoggerMessage(3011, LogLevel.Information, "The database is there again after {Seconds:F1} s, and work goes on.")]
    private static partial void LogOver(ILogger logger, double seconds);
}
