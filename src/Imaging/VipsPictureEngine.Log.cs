using Microsoft.Extensions.Logging;

namespace MediaPipeline.Imaging;

internal sealed partial class VipsPictureEngine
{
    [LoggerMessage(7010, LogLevel.Information, "Pictures are read by {Decoder}.")]
    private partial void LogDecoder(string decoder);

    [LoggerMessage(7011, LogLevel.Warning, "No decoder here reads {Missing}")]
    private partial void LogMissing(string missing);

    [LoggerMessage(7012, LogLevel.Warning, "The decoder {Decoder} cannot be used: {Reason}")]
    private partial void LogLeftOut(string decoder, string reason);
}
