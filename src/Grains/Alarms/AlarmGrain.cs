using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Alarms;

/// <summary>Sweeps what is due in its shard with a timer; one reminder brings it back should it ever be lost.</summary>
internal sealed partial class AlarmGrain(
    IDueStore due, IEnumerable<DueKind> dueKinds, ItemKinds itemKinds, IOptionsMonitor<AlarmOptions> options, TimeProvider clock, ILogger<AlarmGrain> logger)
    : Grain, IAlarmGrain, IRemindable
{
    private const string ReminderName = "sweep";

    // The least that Orleans takes.
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

        // Again at each call: a database that was away may have kept it from being stored.
        if (!_isReminded)
        {
            await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod);
            _isReminded = true;
        }

        await Sweep();
    }

    /// <summary>
    /// Where a silo is lost, Orleans also closes those alarms of the others whose entries in its directory were kept there, before or after they are called
    /// because of the change: whichever is closed opens again. A call to an alarm that closes is passed on to its next activation.
    /// </summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (reason.ReasonCode == DeactivationReasonCode.DirectoryFailure)
        {
            // Not awaited: it is answered only after this activation has ended. Where it fails there is the reminder.
            this.AsReference<IAlarmGrain>().StartSweep().Ignore();
        }

        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => HoldOnOutageAsync(StartSweep);

    /// <summary>The store itself says when the database goes away and when it is back; a line from each shard at each tick would bury that.</summary>
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

    // One entry that cannot be woken does not keep the others from it; it stays due and is found by the next sweep.
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

    [LoggerMessage(2402, LogLevel.Debug, "What is due stays due: {Why}")]
    private partial void LogHeld(string why);

    [LoggerMessage(2401, LogLevel.Warning, "{Kind} {Id}, due since {DueAt}, could not be woken; the next sweep tries again")]
    private partial void LogNotWoken(Exception e, string kind, string id, DateTimeOffset dueAt);
}
