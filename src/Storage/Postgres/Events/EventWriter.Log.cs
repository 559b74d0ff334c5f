using Microsoft.Extensions.Logging;

namespace MediaPipeline.Storage.Postgres.Events;

internal sealed partial class EventWriter
{
    [LoggerMessage(3023, LogLevel.Warning, "PostgreSQL at {Place} stores no events ({Why}); the last 1,000 wait for it.")]
    private static partial void LogHeld(ILogger logger, string place, string why);

    [LoggerMessage(3024, LogLevel.Information, "Events are stored again.")]
    private static partial void LogResumed(ILogger logger);

    [LoggerMessage(3025, LogLevel.Error, "PostgreSQL refuses {Count} events; listeners are told to read again.")]
    private static partial void LogRefused(ILogger logger, int count, Exception error);

    [LoggerMessage(3026, LogLevel.Warning, "{Count} events could not be stored before the end; the next start tells listeners to read again.")]
    private static partial void LogLost(ILogger logger, int count, Exception error);
}
