using System.Globalization;
using System.Runtime.CompilerServices;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports.Events;

namespace MediaPipeline.Storage.Events;

/// <summary>
/// The last 1,000 events in memory. Readers have no queues: each keeps the number of what it has read, and one whose next event has left the ring is reset.
/// </summary>
internal sealed class MemoryEventFeed(TimeProvider time) : IEventFeed, IEventSink
{
    public const int Capacity = 1000;

    private readonly Lock _gate = new();
    private readonly FeedEvent[] _ring = new FeedEvent[Capacity];
    private readonly string _epoch = time.GetUtcNow().ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture);
    private TaskCompletionSource _published = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Events so far; the latest one bears this number.
    private long _latest;

    public void Publish(FeedEvent happened)
    {
        TaskCompletionSource waiting;
        lock (_gate)
        {
            _ring[++_latest % Capacity] = happened;
            (waiting, _published) = (_published, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        waiting.SetResult();
    }

    public IAsyncEnumerable<PublishedEvent> ReadAsync(string? lastEventId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return lastEventId is null ? FollowAsync(_latest, false, cancellationToken)
                : TryParse(lastEventId, out var number) && IsKept(number) ? FollowAsync(number, false, cancellationToken)
                : FollowAsync(_latest, true, cancellationToken);
        }
    }

    private async IAsyncEnumerable<PublishedEvent> FollowAsync(long last, bool reset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (reset)
        {
            yield return Reset(last);
        }

        while (true)
        {
            var next = Next(ref last, out var published);
            if (next is null)
            {
                await published.WaitAsync(cancellationToken);
            }
            else
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return next;
            }
        }
    }

    private PublishedEvent? Next(ref long last, out Task published)
    {
        lock (_gate)
        {
            published = _published.Task;
            if (last == _latest)
            {
                return null;
            }

            if (!IsKept(last))
            {
                last = _latest;
                return Reset(last);
            }

            last++;
            return new PublishedEvent(IdOf(last), _ring[last % Capacity]);
        }
    }

    // Whether everything after that event is still there.
    private bool IsKept(long number) => number <= _latest && number >= _latest - Capacity;

    private PublishedEvent Reset(long number) => new(IdOf(number), new FeedEvent(FeedEvents.Reset, null, null, "{}"));

    private string IdOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{_epoch}-{number}");

    private bool TryParse(string id, out long number)
    {
        number = 0;
        var dash = id.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && id.AsSpan(0, dash).SequenceEqual(_epoch)
            && long.TryParse(id.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
