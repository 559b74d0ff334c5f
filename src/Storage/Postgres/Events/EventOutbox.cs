using MediaPipeline.Contracts.Events;
using MediaPipeline.Storage.Events;

namespace MediaPipeline.Storage.Postgres.Events;

/// <summary>
/// Events that wait to be stored, as many as a feed keeps. When there is no room for another one, those that wait give way to a reset: who is told to read
/// again has no use for what came before.
/// </summary>
internal sealed class EventOutbox
{
    public const int Capacity = EventRing.Capacity;

    private readonly Lock _gate = new();
    private readonly Queue<FeedEvent> _waiting = new();
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _closed;

    /// <summary>Never blocks. Answers how many events were dropped for it.</summary>
    public int Add(FeedEvent happened)
    {
        var dropped = 0;
        lock (_gate)
        {
            if (_waiting.Count == Capacity)
            {
                dropped = Capacity;
                _waiting.Clear();
                _waiting.Enqueue(EventRing.Reset);
            }

            _waiting.Enqueue(happened);
            _arrived.TrySetResult();
        }

        return dropped;
    }

    /// <summary>All that waits, in its order; waits until there is something. None when it is closed and empty.</summary>
    public async Task<FeedEvent[]> TakeAsync()
    {
        while (true)
        {
            Task arrived;
            lock (_gate)
            {
                if (_waiting.Count > 0 || _closed)
                {
                    var taken = _waiting.ToArray();
                    _waiting.Clear();
                    return taken;
                }

                // Set by what has been taken since.
                _arrived = _arrived.Task.IsCompleted ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : _arrived;
                arrived = _arrived.Task;
            }

            await arrived;
        }
    }

    /// <summary>What is there is still given out; what comes later too, if somebody asks.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _arrived.TrySetResult();
        }
    }
}
