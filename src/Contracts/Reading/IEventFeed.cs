using MediaPipeline.Contracts.Events;

namespace MediaPipeline.Contracts.Reading;

/// <summary>The live event feed. Keeps the last 1,000 events.</summary>
public interface IEventFeed
{
    /// <summary>
    /// Everything after <paramref name="lastEventId"/> (null: from now on), until cancelled. When the feed no longer has it, or never had,
    /// the first event is <see cref="FeedEvents.Reset"/>. A reader that is too slow gets a reset too; there are no growing queues.
    /// </summary>
    IAsyncEnumerable<PublishedEvent> ReadAsync(string? lastEventId, CancellationToken cancellationToken);
}

/// <param name="Id">
/// <c>{epoch}-{n}</c>; numbers start again in a new epoch: at each start of a standalone server, and when the silo that owns the feed of a cluster ends.
/// </param>
public sealed record PublishedEvent(string Id, FeedEvent Event);
