using System.Runtime.CompilerServices;
using System.Threading.Channels;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.Api.Tests.Fakes;

/// <summary>The event feed, in memory.</summary>
internal sealed class FakeFeed : IEventFeed
{
    private readonly Lock _lock = new();
    private readonly List<Channel<PublishedEvent>> _readers = [];
    private int _last;

    /// <summary>What the last reader asked to go on from.</summary>
    public string? AskedAfter { get; private set; }

    public int Readers
    {
        get
        {
            lock (_lock)
            {
                return _readers.Count;
            }
        }
    }

    public void Publish(string name, JobId? jobId, string json = "{}", string? itemId = null)
    {
        lock (_lock)
        {
            var published = new PublishedEvent($"e1-{++_last}", new FeedEvent(name, jobId, itemId, json));
            _readers.ForEach(reader => reader.Writer.TryWrite(published));
        }
    }

    public async IAsyncEnumerable<PublishedEvent> ReadAsync(string? lastEventId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<PublishedEvent>();
        lock (_lock)
        {
            AskedAfter = lastEventId;
            _readers.Add(channel);
        }

        try
        {
            await foreach (var published in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return published;
            }
        }
        finally
        {
            lock (_lock)
            {
                _readers.Remove(channel);
            }
        }
    }
}
