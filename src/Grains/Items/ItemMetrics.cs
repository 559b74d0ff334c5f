using System.Diagnostics.Metrics;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.Items;

/// <summary>Counters over items; each kind has its own, <c>mediapipeline.images.stages</c> for example.</summary>
internal static class ItemMetrics
{
    private static readonly Meter Meter = new(GrainMeters.Name);
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Counters> ByKind = new(StringComparer.Ordinal);

    public static void Count(string happened, ItemKind kind, ItemRecord item)
    {
        var counters = ByKind.GetOrAdd(kind.Name, name => new Counters(
            Meter.CreateCounter<long>($"mediapipeline.{name}s.stages", "{stage}", "Stages that items of this kind completed, by stage."),
            Meter.CreateCounter<long>($"mediapipeline.{name}s.failed", $"{{{name}}}", "Items of this kind that ended as failed or quarantined, by code.")));
        if (string.Equals(happened, FeedEvents.ItemFailed, StringComparison.Ordinal))
        {
            counters.Failed.Add(1, new KeyValuePair<string, object?>("code", item.LastError?.Code));
        }
        else
        {
            counters.Completed.Add(1, new KeyValuePair<string, object?>("stage", item.Stage));
        }
    }

    private sealed record Counters(Counter<long> Completed, Counter<long> Failed);
}
