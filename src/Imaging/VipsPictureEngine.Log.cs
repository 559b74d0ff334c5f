using Microsoft.Extensions.Logging;

namespace MediaPipeline.Imaging;

internal sealed partial class VipsPictureEngine
{
    [LoggerMessage(7010, LogLevel.Information, "Pictures are read by {Library}.")]
    private partial void LogLibrary(string library);

    [LoggerMessage(7011, LogLevel.Warning, "No image library here reads {Missing}")]
    private partial void LogMissing(string missing);

    [LoggerMessage(7012, LogLevel.Warning, "The image library {Path} was left out: {Reason}")]
    private partial void LogLeftOut(string path, string reason);
}
