using Microsoft.Extensions.Logging;

namespace MediaPipeline.Storage.Sqlite;

internal sealed partial class SqliteDatabase
{
    [LoggerMessage(3001, LogLevel.Information, "Opened {Path}, schema {Version}.")]
    private static partial void LogOpened(ILogger logger, string path, int version);
}
