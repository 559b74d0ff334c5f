using MediaPipeline.Contracts.Events;

namespace MediaPipeline.Contracts.Reading;

/// <summary>What happens, as it happens. Keeps the last 1,000 events.</summary>
public interface IEventFeed
{
    /// <summary>
    /// Everything after <paramref name="lastEventId"/> (null: from now on), until cancelled. When the feed no longer has it, or never had,
    /// the first event is <see cref="FeedEvents.Reset"/>. A reader that is too slow is answered by a reset too, never by a growing queue.
    /// </summary>
    IAsyncEnumerable<PublishedEvent> ReadAsync(string? lastEventId, CancellationToken cancellationToken);
}

/// <param name="Id"><c>{epoch}-{n}</c>; another epoch where numbers begin anew: with each start of a server alone, and when the silo that has the feed of a
/// cluster ends.</param>
public sealed record PublishedEvent(string Id, FeedEvent Event);
