using Microsoft.Extensions.Logging;

namespace MediaPipeline.Grains.Items;

internal abstract partial class ItemGrain<T>
{
    [LoggerMessage(2001, LogLevel.Debug, "Item {ItemId}: ignored, {Reason}")]
    private partial void LogIgnored(string itemId, string reason);
}
