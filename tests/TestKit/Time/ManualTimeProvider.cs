namespace MediaPipeline.TestKit.Time;

/// <summary>
/// A clock that only a test moves. <see cref="Advance"/> fires the timers that fall due, in their order and each at its own time, on the calling
/// thread; when it returns, every timer that was due has run its callback. Safe for use from many threads, with one of them advancing.
/// </summary>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _active = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private DateTimeOffset _now = start;
    private long _sequence;

    public ManualTimeProvider() : this(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Timers that will fire.</summary>
    public int ActiveTimers
    {
        get
        {
            lock (_gate)
            {
                return _active.Count;
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = GetUtcNow() + by;
        while (TakeNextDue(end) is { } due)
        {
            due.Fire();
        }
    }

    /// <summary>Completes when at least so many timers will fire: what a test awaits before it advances.</summary>
    public Task WhenTimersAsync(int count)
    {
        lock (_gate)
        {
            if (_active.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task;
        }
    }

    private ManualTimer? TakeNextDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            var due = _active.Where(timer => timer.DueAt <= end).MinBy(timer => (timer.DueAt, timer.Sequence));
            if (due is null)
            {
                _now = end;
                return null;
            }

            _now = due.DueAt > _now ? due.DueAt : _now;
            _active.Remove(due);
            if (due.Period > TimeSpan.Zero)
            {
                Schedule(due, due.Period);
            }

            return due;
        }
    }

    private bool Change(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (timer.Disposed)
            {
                return false;
            }

            _active.Remove(timer);
            timer.Period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Schedule(timer, dueTime);
            }

            return true;
        }
    }

    private void Schedule(ManualTimer timer, TimeSpan dueTime)
    {
        timer.DueAt = _now + dueTime;
        timer.Sequence = ++_sequence;
        _active.Add(timer);
        foreach (var waiter in _waiters.Where(waiter => waiter.Count <= _active.Count).ToArray())
        {
            _waiters.Remove(waiter);
            waiter.Reached.SetResult();
        }
    }

    private void Remove(ManualTimer timer)
    {
        lock (_gate)
        {
            timer.Disposed = true;
            _active.Remove(timer);
        }
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset DueAt { get; set; }
        public TimeSpan Period { get; set; }
        public long Sequence { get; set; }
        public bool Disposed { get; set; }

        public void Fire() => callback(state);
        public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Change(this, dueTime, period);
        public void Dispose() => clock.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
