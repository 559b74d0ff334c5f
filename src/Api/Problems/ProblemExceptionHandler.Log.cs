using Microsoft.Extensions.Logging;

namespace MediaPipeline.Api.Problems;

internal sealed partial class ProblemExceptionHandler
{
    [LoggerMessage(EventId = 5001, Level = LogLevel.Error, Message = "{Method} {Path} failed, trace {TraceId}")]
    private partial void LogUnexpected(Exception exception, string method, string? path, string traceId);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Debug, Message = "{Method} {Path} was refused as {Code}: {Detail}")]
    private partial void LogRefused(string method, string? path, string code, string detail);
}
