using System.Runtime.CompilerServices;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.Storage.Events;

/// <summary>
/// The last events in memory. Readers have no queues: each keeps the place of what it has read, and one whose next event has left the ring is reset.
/// </summary>
internal sealed class EventRing(string epoch)
{
    public const int Capacity = 1000;

    private readonly Lock _gate = new();
    private readonly FeedEvent[] _ring = new FeedEvent[Capacity];
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Of the latest event; 0 before the first.
    private EventPlace _latest = new(epoch, 0);

    // Nothing before this number is there.
    private long _oldest = 1;

    /// <summary>What a feed says in place of events that it does not have.</summary>
    public static FeedEvent Reset { get; } = new(FeedEvents.Reset, null, null, "{}");

    public EventPlace Latest
    {
        get
        {
            lock (_gate)
            {
                return _latest;
            }
        }
    }

    /// <summary>Adds an event with the next number.</summary>
    public void Add(FeedEvent happened)
    {
        TaskCompletionSource waiting;
        lock (_gate)
        {
            Append(_latest.Number + 1, happened);
            waiting = TakeWaiting();
        }

        waiting.SetResult();
    }

    /// <summary>Takes over what a feed that lies elsewhere has had since the latest; one that began anew resets every reader.</summary>
    public void Load(EventPage page)
    {
        TaskCompletionSource waiting;
        lock (_gate)
        {
            if (page.Latest == _latest)
            {
                return;
            }

            if (page.Latest.IsOfOneFeedWith(_latest))
            {
                page.Events.ForEach(happened => Append(happened.Number, happened.Event));
            }

            if (page.Latest != _latest)
            {
                (_latest, _oldest) = (page.Latest, page.Latest.Number + 1);
            }

            waiting = TakeWaiting();
        }

        waiting.SetResult();
    }

    public IAsyncEnumerable<PublishedEvent> ReadAsync(string? lastEventId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return lastEventId is null ? FollowAsync(_latest, false, cancellationToken)
                : EventPlace.TryParse(lastEventId, out var place) && IsKept(place) ? FollowAsync(place, false, cancellationToken)
                : FollowAsync(_latest, true, cancellationToken);
        }
    }

    private async IAsyncEnumerable<PublishedEvent> FollowAsync(EventPlace last, bool reset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (reset)
        {
            yield return new PublishedEvent(last.ToString(), Reset);
        }

        while (true)
        {
            var next = Next(ref last, out var added);
            if (next is null)
            {
                await added.WaitAsync(cancellationToken);
            }
            else
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return next;
            }
        }
    }

    private PublishedEvent? Next(ref EventPlace last, out Task added)
    {
        lock (_gate)
        {
            added = _added.Task;
            if (last == _latest)
            {
                return null;
            }

            if (!IsKept(last))
            {
                last = _latest;
                return new PublishedEvent(last.ToString(), Reset);
            }

            last = last with { Number = last.Number + 1 };
            return new PublishedEvent(last.ToString(), _ring[last.Number % Capacity]);
        }
    }

    private void Append(long number, FeedEvent happened)
    {
        _oldest = number == _latest.Number + 1 ? Math.Max(_oldest, number - Capacity + 1) : number;
        _ring[number % Capacity] = happened;
        _latest = _latest with { Number = number };
    }

    private TaskCompletionSource TakeWaiting()
    {
        var waiting = _added;
        _added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return waiting;
    }

    // Whether everything after that place is still there.
    private bool IsKept(EventPlace place) => place.IsOfOneFeedWith(_latest) && place.Number <= _latest.Number && place.Number >= _oldest - 1;
}
