using System.Runtime.CompilerServices;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Reading;

namespace MediaPipeline.Grains.Events;

/// <summary>
/// The latest events, in memory. Readers have no queues: each keeps its position, and gets a reset if its next event is no longer in the ring.
/// </summary>
internal sealed class EventRing(string epoch)
{
    public const int Capacity = 1000;

    private readonly Lock _lock = new();
    private readonly FeedEvent[] _ring = new FeedEvent[Capacity];
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Of the latest event; 0 before the first.
    private EventPosition _latest = new(epoch, 0);

    // Nothing before this number is there.
    private long _oldest = 1;

    /// <summary>Stands for events that were lost.</summary>
    public static FeedEvent Reset { get; } = new(FeedEvents.Reset, null, null, "{}");

    public EventPosition Latest
    {
        get
        {
            lock (_lock)
            {
                return _latest;
            }
        }
    }

    /// <summary>Adds events with the next numbers.</summary>
    public void Add(params IReadOnlyList<FeedEvent> events) => Change(() => Append(_latest.Number, events));

    /// <summary>Adds the events of another ring that it does not have yet. The first one of another epoch resets every reader.</summary>
    public void Load(EventPage page) => Change(() =>
    {
        if (!page.Before.IsOfSameFeed(_latest))
        {
            (_latest, _oldest) = (page.Before, page.Before.Number + 1);
        }

        Append(page.Before.Number, page.Events);
    });

    /// <summary>The events after that position, or all of them if the position is unknown.</summary>
    public EventPage PageAfter(EventPosition position)
    {
        lock (_lock)
        {
            var before = IsKept(position) ? position.Number : _oldest - 1;
            List<FeedEvent> events = [];
            for (var (number, payload) = (before + 1, 0); number <= _latest.Number && payload < EventPage.MaxPayload; number++)
            {
                var next = _ring[number % Capacity];
                events.Add(next);
                payload += next.Json.Length;
            }

            return new EventPage(_latest with { Number = before }, events);
        }
    }

    /// <summary>Completes when there is an event after that position.</summary>
    public Task WhenNotAt(EventPosition position)
    {
        lock (_lock)
        {
            return position == _latest ? _added.Task : Task.CompletedTask;
        }
    }

    /// <param name="lastEventId">Null: from now on.</param>
    /// <param name="refresh">Called when the event is not known here, and may <see cref="Load"/> it.</param>
    public IAsyncEnumerable<PublishedEvent> ReadAsync(string? lastEventId, Func<Task> refresh, CancellationToken cancellationToken) =>
        lastEventId is null ? FollowAsync(Latest, cancellationToken) : FollowAsync(lastEventId, Latest, refresh, cancellationToken);

    private async IAsyncEnumerable<PublishedEvent> FollowAsync(
        string lastEventId, EventPosition now, Func<Task> refresh, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!TryFind(lastEventId, out var last))
        {
            await refresh();
            if (!TryFind(lastEventId, out last))
            {
                last = now;
                yield return new PublishedEvent(last.ToString(), Reset);
            }
        }

        await foreach (var published in FollowAsync(last, cancellationToken))
        {
            yield return published;
        }
    }

    private async IAsyncEnumerable<PublishedEvent> FollowAsync(EventPosition last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
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

    private PublishedEvent? Next(ref EventPosition last, out Task added)
    {
        lock (_lock)
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

    private void Change(Action change)
    {
        TaskCompletionSource added;
        lock (_lock)
        {
            var before = _latest;
            change();
            if (_latest == before)
            {
                return;
            }

            added = _added;
            _added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        added.SetResult();
    }

    private void Append(long before, IReadOnlyList<FeedEvent> events)
    {
        for (var i = (int)Math.Max(0, _latest.Number - before); i < events.Count; i++)
        {
            var number = before + i + 1;
            _oldest = number == _latest.Number + 1 ? Math.Max(_oldest, number - Capacity + 1) : number;
            _ring[number % Capacity] = events[i];
            _latest = _latest with { Number = number };
        }
    }

    private bool TryFind(string id, out EventPosition position)
    {
        lock (_lock)
        {
            return EventPosition.TryParse(id, out position) && IsKept(position);
        }
    }

    // Whether all events after that position are still in the ring.
    private bool IsKept(EventPosition position) => position.IsOfSameFeed(_latest) && position.Number <= _latest.Number && position.Number >= _oldest - 1;
}
