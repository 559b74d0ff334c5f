using Microsoft.Extensions.Logging;

namespace MediaPipeline.Imaging.Pool;

internal static partial class WorkerPoolLog
{
    [LoggerMessage(7001, LogLevel.Warning, "{Path}: its worker ended ({Code}); it is tried once more, alone.")]
    internal static partial void TriedAlone(ILogger logger, string path, string code);

    [LoggerMessage(7002, LogLevel.Error, "{Path}: its worker ended twice ({Code}); it is not tried again.")]
    internal static partial void Quarantined(ILogger logger, string path, string code);

    [LoggerMessage(7003, LogLevel.Warning, "{Directory}: temporary files of {Name} could not be removed.")]
    internal static partial void LeftoversRemain(ILogger logger, string directory, string name);

    [LoggerMessage(7004, LogLevel.Debug, "Imaging worker {ProcessId}: {Line}")]
    internal static partial void WorkerSaid(ILogger logger, int processId, string line);
}
