using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports.Events;

namespace MediaPipeline.Grains.Events;

/// <summary>The event feed of a standalone server, in memory.</summary>
internal sealed class MemoryEventFeed(TimeProvider clock) : IEventFeed, IEventSink
{
    private readonly EventRing _ring = new(EventPosition.NewEpoch(clock));

    public void Publish(FeedEvent happened) => _ring.Add(happened);

    public IAsyncEnumerable<PublishedEvent> ReadAsync(string? lastEventId, CancellationToken cancellationToken) =>
        _ring.ReadAsync(lastEventId, static () => Task.CompletedTask, cancellationToken);
}
