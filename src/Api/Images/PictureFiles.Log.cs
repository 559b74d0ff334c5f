using Microsoft.Extensions.Logging;

namespace MediaPipeline.Api.Images;

internal sealed partial class PictureFiles
{
    [LoggerMessage(EventId = 5101, Level = LogLevel.Warning, Message = "A file of {ImageId} cannot be read: {Path}")]
    private partial void LogUnreadable(Exception exception, string imageId, string path);
}
