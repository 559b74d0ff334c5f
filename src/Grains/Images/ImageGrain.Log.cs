using MediaPipeline.Contracts.Ids;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Grains.Images;

internal sealed partial class ImageGrain
{
    [LoggerMessage(2003, LogLevel.Warning, "Item {ItemId}: files that it no longer has stay in cache folder {FolderId} until that is cleaned up: {Why}")]
    private partial void LogFilesLeft(string itemId, CacheFolderId folderId, string why);
}
