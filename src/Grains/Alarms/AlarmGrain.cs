using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Alarms;

/// <summary>Periodically wakes what is due in its shard, by a timer; a reminder reactivates the grain if it is ever lost.</summary>
internal sealed partial class AlarmGrain(
    IDueStore due, IEnumerable<DueKind> dueKinds, ItemKinds itemKinds, IOptionsMonitor<AlarmOptions> options, TimeProvider clock, ILogger<AlarmGrain> logger)
    : Grain, IAlarmGrain, IRemindable
{
    private const string ReminderName = "sweep";

    // The shortest period that Orleans allows.
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private IGrainTimer? _timer;
    private bool _isReminded;

    public async Task StartSweep()
    {
        if (_timer is null)
        {
            var every = options.CurrentValue.SweepEvery;
            _timer = this.RegisterGrainTimer(_ => HoldOnOutageAsync(Sweep), new GrainTimerCreationOptions(every, every) { KeepAlive = true });
        }

        // Repeated at each call until it succeeds: the database may have been unavailable.
        if (!_isReminded)
        {
            await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod);
            _isReminded = true;
        }

        await Sweep();
    }

    /// <summary>
    /// When a silo is lost, Orleans also deactivates alarm grains on other silos whose directory entries were on the lost one, before or after the membership
    /// change makes them sweep. Such a grain activates itself again: a call to a deactivating grain is forwarded to its next activation.
    /// </summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (reason.ReasonCode == DeactivationReasonCode.DirectoryFailure)
        {
            // Not awaited: the call returns only after this activation has ended. If it fails, the reminder remains.
            this.AsReference<IAlarmGrain>().StartSweep().Ignore();
        }

        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => HoldOnOutageAsync(StartSweep);

    /// <summary>The store already logs when the database becomes unavailable and when it is back; a line per shard and tick would bury that.</summary>
    private async Task HoldOnOutageAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (Outage.Find(e) is { } outage)
        {
            LogHeld(outage.Message);
        }
    }

    private async Task Sweep()
    {
        var shard = (int)this.GetPrimaryKeyLong();
        var entries = await due.ListDueAsync(shard, clock.GetUtcNow(), options.CurrentValue.BatchSize, CancellationToken.None);
        await GrainCalls.ForEachAsync(entries, Wake);
    }

    // An entry that cannot be woken does not stop the others; it stays due and is found by the next sweep.
    private async Task Wake(DueEntry entry)
    {
        try
        {
            var kind = dueKinds.FirstOrDefault(kind => string.Equals(kind.StateName, entry.StateName, StringComparison.Ordinal));
            await (kind is null ? itemKinds.GrainOf(GrainFactory, entry.Id).Wake() : kind.Wake(GrainFactory, entry.Id));
        }
        catch (Exception e) when (Outage.Find(e) is { } outage)
        {
            LogHeld(outage.Message);
        }
        catch (Exception e)
        {
            LogNotWoken(e, entry.StateName, entry.Id, entry.DueAt);
        }
    }

    [LoggerMessage(2402, LogLevel.Debug, "Due entries were not woken and stay due: {Why}")]
    private partial void LogHeld(string why);

    [LoggerMessage(2401, LogLevel.Warning, "{Kind} {Id}, due since {DueAt}, could not be woken; the next sweep tries again")]
    private partial void LogNotWoken(Exception e, string kind, string id, DateTimeOffset dueAt);
}
