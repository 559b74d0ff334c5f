using Microsoft.Extensions.Logging;

namespace MediaPipeline.Storage.Sqlite;

internal sealed partial class SqliteWriter
{
    [LoggerMessage(3010, LogLevel.Error, "Nothing can be recorded until there is room on the disk.")]
    private static partial void LogDiskFull(ILogger logger, Exception error);

    [LoggerMessage(3011, LogLevel.Information, "The disk takes writes again.")]
    private static partial void LogDiskHasRoom(ILogger logger);

    [LoggerMessage(3012, LogLevel.Error, "A group of writes could not be rolled back; the next one tries again.")]
    private static partial void LogRollbackFailed(ILogger logger, Exception error);
}
