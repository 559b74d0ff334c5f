namespace MediaPipeline.LocalSilo.Tests.TestGrains;

/// <summary>Timers and reminders.</summary>
[Alias("test.time")]
public interface ITimeGrain : IGrainWithStringKey, IRemindable
{
    [Alias("start")]
    Task StartTimer(string name, TimeSpan due, TimeSpan period, bool interleave);

    [Alias("start-gated")]
    Task StartGatedTimer(string gate, TimeSpan due, bool interleave);

    [Alias("start-keeping")]
    Task StartKeepingTimer(string name, TimeSpan period);

    [Alias("start-failing")]
    Task StartFailingTimer(string name, TimeSpan period);

    [Alias("stop")]
    Task StopTimer();

    [Alias("gate")]
    Task PassGate(string gate);

    [Alias("quick")]
    Task<int> Quick();

    [Alias("remind")]
    Task Remind(string reminder, TimeSpan due, TimeSpan period);

    [Alias("is-reminded")]
    Task<bool> IsReminded(string reminder);

    [Alias("forget")]
    Task Forget(string reminder);

    [Alias("delay")]
    Task KeepFor(TimeSpan time);
}

public sealed class TimeGrain : Grain, ITimeGrain
{
    private IGrainTimer? _timer;

    private string Key => this.GetPrimaryKeyString();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Signals.Set($"{Key} closed");
        return Task.CompletedTask;
    }

    public Task StartTimer(string name, TimeSpan due, TimeSpan period, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            static (name, _) =>
            {
                Signals.Set($"{name} tick {Signals.Count($"{name} ticks")}");
                return Task.CompletedTask;
            },
            name,
            new GrainTimerCreationOptions(due, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartGatedTimer(string gate, TimeSpan due, bool interleave)
    {
        _timer = this.RegisterGrainTimer(() => Signals.PassGateAsync(gate), new GrainTimerCreationOptions(due, Timeout.InfiniteTimeSpan) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartKeepingTimer(string name, TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            () =>
            {
                Signals.Set($"{name} tick {Signals.Count($"{name} ticks")}");
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions { DueTime = period, Period = period, KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task StartFailingTimer(string name, TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            _ =>
            {
                Signals.Set($"{name} tick {Signals.Count($"{name} ticks")}");
                throw new InvalidDataException("a bad tick");
            },
            period,
            period);
        return Task.CompletedTask;
    }

    public Task StopTimer()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task PassGate(string gate) => Signals.PassGateAsync(gate);

    public Task<int> Quick() => Task.FromResult(1);

    public Task Remind(string reminder, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(reminder, due, period);

    public async Task<bool> IsReminded(string reminder) => await this.GetReminder(reminder) is not null;

    public async Task Forget(string reminder) => await this.UnregisterReminder((await this.GetReminder(reminder))!);

    public Task KeepFor(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Signals.Set($"{Key} {reminderName} reminded {Signals.Count($"{Key} {reminderName} reminders")}");
        return Task.CompletedTask;
    }
}
