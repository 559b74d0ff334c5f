using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Timers;

namespace MediaPipeline.LocalSilo.Runtime;

internal sealed class TimerRegistry : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer((Activation)grainContext, cancellation => callback(state, cancellation), options);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }
}

/// <summary>Ticks as turns of its activation. The period runs from the end of one tick to the next, so that ticks never pile up.</summary>
internal sealed partial class GrainTimer : IGrainTimer
{
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _disposed = new();
    private readonly ITimer _timer;
    private TimeSpan _next;
    private TimeSpan _period;
    private bool _firing;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        _options = options;
        _timer = activation.Silo.CreateTimer(static timer => ((GrainTimer)timer!).Fire(), this);
        activation.AddTimer(this);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
        _next = dueTime;
        _period = period;
        if (!_firing)
        {
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _activation.RemoveTimer(this);
        _timer.Dispose();
        _disposed.Cancel();
    }

    private void Fire()
    {
        _firing = true;
        _activation.Post(new Tick(this));
    }

    private async Task TickAsync()
    {
        _next = _period;
        try
        {
            await _callback(_disposed.Token);
        }
        catch (Exception exception)
        {
            LogTickFailed(_activation.Silo.Logger, exception, _activation.GrainId);
        }

        _firing = false;
        if (!_disposed.IsCancellationRequested)
        {
            _timer.Change(_next, Timeout.InfiniteTimeSpan);
        }
    }

    [LoggerMessage(EventId = 2021, Level = LogLevel.Warning, Message = "A timer of grain {GrainId} failed; it ticks again after its period")]
    private static partial void LogTickFailed(ILogger logger, Exception exception, GrainId grainId);

    private sealed class Tick(GrainTimer timer) : Turn
    {
        public override bool AlwaysInterleaves => timer._options.Interleave;
        public override bool KeepsAlive => timer._options.KeepAlive;
        public override bool IsAbandoned => timer._disposed.IsCancellationRequested;

        public override async Task RunAsync(Activation activation)
        {
            await timer.TickAsync();
            activation.Finish(this);
        }

        public override void Forward(Silo silo)
        {
        }

        public override void Fail(Exception exception)
        {
        }
    }
}
