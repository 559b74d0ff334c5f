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

    public async Task Poke()
    {
        if (_timer is null)
        {
            var every = options.CurrentValue.SweepEvery;
            _timer = this.RegisterGrainTimer(_ => OrWait(Sweep), new GrainTimerCreationOptions(every, every) { KeepAlive = true });
        }

        // Again at each poke: a database that was away may have kept it from being stored.
        if (!_isReminded)
        {
            await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod);
            _isReminded = true;
        }

        await Sweep();
    }

    /// <summary>
    /// Where a silo is lost, Orleans also closes those alarms of the others whose entries in its directory were kept there, before or after they are poked
    /// because of the change: whichever is closed opens again. A call to an alarm that closes is passed on to its next activation.
    /// </summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (reason.ReasonCode == DeactivationReasonCode.DirectoryFailure)
        {
            // Not awaited: it is answered only after this activation has ended. Where it fails there is the reminder.
            this.AsReference<IAlarmGrain>().Poke().Ignore();
        }

        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => OrWait(Poke);

    /// <summary>The store itself says when the database goes away and when it is back; a line from each shard at each tick would bury that.</summary>
    private async Task OrWait(Func<Task> work)
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
        var things = await due.ListDueAsync(shard, clock.GetUtcNow(), options.CurrentValue.BatchSize, CancellationToken.None);
        await GrainCalls.ForEachAsync(things, Wake);
    }

    // One thing that cannot be woken must not keep its neighbours asleep; it stays due and is met again.
    private async Task Wake(DueThing thing)
    {
        try
        {
            var kind = dueKinds.FirstOrDefault(kind => string.Equals(kind.StateName, thing.StateName, StringComparison.Ordinal));
            await (kind is null ? itemKinds.GrainOf(GrainFactory, thing.Id).Wake() : kind.Wake(GrainFactory, thing.Id));
        }
        catch (Exception e) when (Outage.Find(e) is { } outage)
        {
            LogHeld(outage.Message);
        }
        catch (Exception e)
        {
            LogNotWoken(e, thing.StateName, thing.Id, thing.DueAt);
        }
    }

    [LoggerMessage(2402, LogLevel.Debug, "What is due stays due: {Why}")]
    private partial void LogHeld(string why);

    [LoggerMessage(2401, LogLevel.Warning, "{Kind} {Id}, due since {DueAt}, could not be woken; it is tried again at the next look")]
    private partial void LogNotWoken(Exception e, string kind, string id, DateTimeOffset dueAt);
}
