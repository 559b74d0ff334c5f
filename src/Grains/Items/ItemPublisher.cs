using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Ports.Events;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Grains.Items;

/// <summary>Tells of what happened to items: in the event feed, in metrics, and, if one has failed, in the log.</summary>
internal sealed partial class ItemPublisher(IEventSink events, ILogger<ItemPublisher> logger)
{
    public void Publish(string name, ItemKind kind, ItemRecord item)
    {
        ItemMetrics.Count(name, kind, item);
        if (string.Equals(name, FeedEvents.ItemFailed, StringComparison.Ordinal))
        {
            LogFailed(item.ItemId, item.FullName, item.JobId, item.LastError?.Stage, item.LastError?.Code, item.LastError?.Message);
        }

        events.Publish(ItemViews.ToEvent(name, kind, item));
    }

    [LoggerMessage(2002, LogLevel.Warning, "Item {ItemId} ({Name}) of {JobId} failed in stage {Stage}: {Code}: {Error}")]
    private partial void LogFailed(string itemId, string name, JobId? jobId, string? stage, string? code, string? error);
}
