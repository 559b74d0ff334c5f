using Microsoft.Extensions.Logging;

namespace MediaPipeline.LocalSilo.Runtime;

internal sealed partial class Silo
{
    [LoggerMessage(EventId = 2011, Level = LogLevel.Warning, Message = "One-way call {Request} failed; nobody waits for it")]
    private static partial void LogOneWayFailed(ILogger logger, Exception exception, Request request);

    [LoggerMessage(EventId = 2012, Level = LogLevel.Warning, Message = "The silo stopped after {Timeout} without waiting for the grains that were still at work, among them {Grains}")]
    private static partial void LogStopTimedOut(ILogger logger, TimeSpan timeout, string grains);
}
