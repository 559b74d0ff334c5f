using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports.Events;

namespace MediaPipeline.Storage.Events;

/// <summary>The events of one process, which end with it.</summary>
internal sealed class MemoryEventFeed(TimeProvider time) : IEventFeed, IEventSink
{
    private readonly EventRing _ring = new(EventPlace.NewEpoch(time));

    public void Publish(FeedEvent happened) => _ring.Add(happened);

    public IAsyncEnumerable<PublishedEvent> ReadAsync(string? lastEventId, CancellationToken cancellationToken) => _ring.ReadAsync(lastEventId, cancellationToken);
}
