using Microsoft.Extensions.Logging;

namespace MediaPipeline.Storage.Sql;

internal sealed partial class GroupWriter
{
    [LoggerMessage(3012, LogLevel.Error, "A group of writes could not be rolled back; the next one tries again.")]
    private static partial void LogRollbackFailed(ILogger logger, Exception error);
}
