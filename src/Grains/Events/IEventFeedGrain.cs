using MediaPipeline.Contracts.Events;

namespace MediaPipeline.Grains.Events;

/// <summary>The event feed of a cluster, with key 0. It is in memory: wherever it is activated anew it begins another epoch.</summary>
[Alias("IEventFeedGrain")]
public interface IEventFeedGrain : IGrainWithIntegerKey
{
    /// <summary>Adds events in their order.</summary>
    [Alias("Append"), AlwaysInterleave]
    Task Append(IReadOnlyList<FeedEvent> events);

    /// <summary>What came after that position, or all that there is if it is not known; waits that long for something to come, 10 s at most.</summary>
    [Alias("Read"), AlwaysInterleave, ResponseTimeout("00:00:15")]
    Task<EventPage> Read(EventPosition after, TimeSpan wait);
}
