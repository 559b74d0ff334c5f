using Microsoft.Extensions.Logging;

namespace MediaPipeline.Storage.Sql;

internal sealed partial class GroupWriter
{
    [LoggerMessage(3010, LogLevel.Error, "Nothing can be recorded until the database takes writes.")]
    private static partial void LogHeld(ILogger logger, Exception error);

    [LoggerMessage(3011, LogLevel.Information, "The database takes writes again.")]
    private static partial void LogResumed(ILogger logger);

    [LoggerMessage(3012, LogLevel.Error, "A group of writes could not be rolled back; the next one tries again.")]
    private static partial void LogRollbackFailed(ILogger logger, Exception error);
}
