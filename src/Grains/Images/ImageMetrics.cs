using System.Diagnostics.Metrics;
using MediaPipeline.Contracts.Events;

namespace MediaPipeline.Grains.Images;

/// <summary>Counters over pictures.</summary>
internal static class ImageMetrics
{
    private static readonly Meter Meter = new(GrainMeters.Name);
    private static readonly Counter<long> Completed = Meter.CreateCounter<long>("mediapipeline.images.stages", "{stage}", "Stages that pictures completed, by stage.");
    private static readonly Counter<long> Failed = Meter.CreateCounter<long>("mediapipeline.images.failed", "{picture}", "Pictures that ended as failed or quarantined, by code.");

    public static void Count(string happened, ImageState state)
    {
        if (string.Equals(happened, FeedEvents.ItemFailed, StringComparison.Ordinal))
        {
            Failed.Add(1, new KeyValuePair<string, object?>("code", state.LastError?.Code));
        }
        else
        {
            Completed.Add(1, new KeyValuePair<string, object?>("stage", state.Stage));
        }
    }
}
