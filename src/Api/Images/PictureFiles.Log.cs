using Microsoft.Extensions.Logging;

namespace MediaPipeline.Api.Images;

internal sealed partial class PictureFiles
{
    [LoggerMessage(EventId = 5101, Level = LogLevel.Warning, Message = "A file of {ImageId} cannot be read: {Path}")]
    private partial void LogUnreadable(Exception exception, string imageId, string path);

    [LoggerMessage(EventId = 5102, Level = LogLevel.Warning, Message = "The answer with the original of {ImageId} was cut off: its entry in {Path} is damaged")]
    private partial void LogCutOff(Exception exception, string imageId, string path);
}
