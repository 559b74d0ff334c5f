using System.Net;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Api.Access;

internal sealed partial class AccessRefusals
{
    [LoggerMessage(EventId = 5203, Level = LogLevel.Warning, Message = "{Method} {Path} from {Address} was refused: {Code}")]
    private partial void LogRefused(string method, string? path, string code, IPAddress? address);
}
