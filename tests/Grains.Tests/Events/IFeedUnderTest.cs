using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports.Events;

namespace MediaPipeline.Grains.Tests.Events;

/// <summary>A fresh, empty event feed.</summary>
internal interface IFeedUnderTest : IAsyncDisposable
{
    /// <summary>Within this everything that was published must have come.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    IEventFeed Feed { get; }

    IEventSink Sink { get; }

    /// <summary>Events whose payload is their number.</summary>
    void Publish(int count, int from = 0)
    {
        foreach (var number in Enumerable.Range(from, count))
        {
            Sink.Publish(new FeedEvent(FeedEvents.ItemStage, null, null, $"{number}"));
        }
    }

    /// <summary>Publishes them, and ends when they can be read: a feed may lie elsewhere.</summary>
    async Task<PublishedEvent[]> PublishAsync(int count, int from = 0)
    {
        const int AtOnce = 500;
        var published = new List<PublishedEvent>();
        while (published.Count < count)
        {
            var part = Math.Min(AtOnce, count - published.Count);
            var reading = Feed.ReadAsync(null, CancellationToken.None);
            Publish(part, from + published.Count);
            published.AddRange(await TakeAsync(reading, part));
        }

        return [.. published];
    }

    Task<PublishedEvent[]> ReadAsync(string? lastEventId, int count) => TakeAsync(Feed.ReadAsync(lastEventId, CancellationToken.None), count);

    static Task<PublishedEvent[]> TakeAsync(IAsyncEnumerable<PublishedEvent> reading, int count) =>
        reading.Take(count).ToArrayAsync().AsTask().WaitAsync(Limit);
}
