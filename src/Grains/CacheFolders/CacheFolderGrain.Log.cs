using MediaPipeline.Contracts.Ids;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Grains.CacheFolders;

internal sealed partial class CacheFolderGrain
{
    [LoggerMessage(2201, LogLevel.Information, "Cache folder {FolderId} ({Path}) can be used again")]
    private partial void LogOpened(CacheFolderId folderId, string path);

    [LoggerMessage(2202, LogLevel.Warning, "Cache folder {FolderId} ({Path}) cannot be used: {Code}: {Why}")]
    private partial void LogClosed(CacheFolderId folderId, string path, string code, string why);

    [LoggerMessage(2203, LogLevel.Information, "Cache folder {FolderId} ({Path}) was removed")]
    private partial void LogDeleted(CacheFolderId folderId, string path);

    [LoggerMessage(2204, LogLevel.Warning, "Cache folder {FolderId} ({Path}) was removed, but its marker file could not be deleted: {Why}")]
    private partial void LogMarkerLeft(CacheFolderId folderId, string path, string why);
}
