namespace MediaPipeline.Grains.Tests.Running;

/// <summary>
/// A test's clock that goes on by a microsecond whenever it is looked at. Orleans waits for an instant in whole milliseconds and looks again: of a clock that
/// stands, it would ask for the fraction that is left forever.
/// </summary>
internal sealed class NeverStandingClock(TimeProvider clock) : TimeProvider
{
    private readonly Lock _gate = new();
    private DateTimeOffset _last;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            var (now, next) = (clock.GetUtcNow(), _last.AddMicroseconds(1));
            return _last = now > next ? now : next;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
