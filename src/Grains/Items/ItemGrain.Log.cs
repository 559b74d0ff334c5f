using MediaPipeline.Contracts.Ids;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Grains.Items;

internal abstract partial class ItemGrain<T>
{
    [LoggerMessage(2001, LogLevel.Debug, "Item {ItemId}: ignored, {Reason}")]
    private partial void LogIgnored(string itemId, string reason);

    [LoggerMessage(2002, LogLevel.Warning, "Item {ItemId} ({Name}) of {JobId} failed in stage {Stage}: {Code}: {Error}")]
    private partial void LogFailed(string itemId, string name, JobId? jobId, string? stage, string? code, string? error);
}
