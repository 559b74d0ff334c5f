using MediaPipeline.Contracts.Ids;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Grains.Images;

internal sealed partial class ImageGrain
{
    [LoggerMessage(2001, LogLevel.Debug, "Picture {ItemId}: ignored, {Reason}")]
    private partial void LogIgnored(ImageId itemId, string reason);

    [LoggerMessage(2002, LogLevel.Warning, "Picture {ItemId} ({Path} {Entry}) of {JobId} failed in stage {Stage}: {Code}: {Error}")]
    private partial void LogFailed(ImageId itemId, string path, string? entry, JobId? jobId, string? stage, string? code, string? error);
}
