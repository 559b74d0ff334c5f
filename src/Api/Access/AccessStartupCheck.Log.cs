using Microsoft.Extensions.Logging;

namespace MediaPipeline.Api.Access;

internal sealed partial class AccessStartupCheck
{
    [LoggerMessage(EventId = 5201, Level = LogLevel.Information, Message = "The server is open to programs on this machine, and to no others")]
    private partial void LogOpen();

    [LoggerMessage(EventId = 5202, Level = LogLevel.Information, Message = "Every call but the health pages needs an API key; number of keys: {Count}")]
    private partial void LogKeyRequired(int count);
}
