using Microsoft.Extensions.Logging;

namespace MediaPipeline.Storage.Postgres.Events;

internal sealed partial class EventListener
{
    [LoggerMessage(3021, LogLevel.Warning, "The event feed in PostgreSQL at {Place} is lost ({Why}); listeners get what they missed when it is back.")]
    private static partial void LogLost(ILogger logger, string place, string why);

    [LoggerMessage(3022, LogLevel.Information, "The event feed in PostgreSQL at {Place} is followed again.")]
    private static partial void LogBack(ILogger logger, string place);
}
