using Microsoft.Extensions.Logging;

namespace MediaPipeline.Imaging;

internal sealed partial class VipsPictureEngine
{
    [LoggerMessage(3010, LogLevel.Information, "Pictures are read by {Library}.")]
    private partial void LogLibrary(string library);

    [LoggerMessage(3011, LogLevel.Warning, "No image library here reads {Missing}")]
    private partial void LogMissing(string missing);

    [LoggerMessage(3012, LogLevel.Warning, "The image library {Path} was left out: {Reason}")]
    private partial void LogLeftOut(string path, string reason);
}
