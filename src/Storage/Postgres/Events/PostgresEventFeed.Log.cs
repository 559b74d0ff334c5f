using Microsoft.Extensions.Logging;

namespace MediaPipeline.Storage.Postgres.Events;

internal sealed partial class PostgresEventFeed
{
    [LoggerMessage(3020, LogLevel.Warning, "{Dropped} events were dropped, since PostgreSQL does not store them as fast as they come; listeners are told to read again.")]
    private static partial void LogDropped(ILogger logger, int dropped);
}
