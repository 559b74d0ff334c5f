using Microsoft.Extensions.Logging;

namespace MediaPipeline.Storage.Sql;

/// <summary>
/// An outage, during which the database is full or unavailable: one log line when it begins and one when it ends, however many requests fail meanwhile.
/// </summary>
internal sealed partial class OutageLog(TimeProvider clock, ILogger logger)
{
    private readonly Lock _gate = new();
    private long? _since;
    private bool _ofWrites;

    /// <summary>Reads may succeed while the disk is full: then only a write can end the outage.</summary>
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
