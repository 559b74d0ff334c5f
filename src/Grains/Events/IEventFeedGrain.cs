using MediaPipeline.Contracts.Events;

namespace MediaPipeline.Grains.Events;

/// <summary>The event feed of a cluster, with key 0. It is in memory only: each new activation begins a new epoch.</summary>
[Alias("IEventFeedGrain")]
public interface IEventFeedGrain : IGrainWithIntegerKey
{
    /// <summary>Adds events in their order.</summary>
    [Alias("Append"), AlwaysInterleave]
    Task Append(IReadOnlyList<FeedEvent> events);

    /// <summary>The events after that position, or all of them if it is unknown; waits up to that long for a new event, 10 s at most.</summary>
    [Alias("Read"), AlwaysInterleave, ResponseTimeout("00:00:15")]
    Task<EventPage> Read(EventPosition after, TimeSpan wait);
}
