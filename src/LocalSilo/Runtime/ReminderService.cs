using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Orleans.Timers;

namespace MediaPipeline.LocalSilo.Runtime;

/// <summary>
/// Keeps a timer for every row of the reminder table. What was registered elsewhere, or by hand, is found at the next refresh; a tick that was due while
/// nothing ran is not made up for, the next one comes at its time.
/// </summary>
internal sealed partial class ReminderService : IReminderRegistry
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId GrainId, string Name), LocalReminder> _reminders = [];
    private readonly Silo _silo;
    private readonly IReminderTable? _table;
    private ITimer? _refresh;

    public ReminderService(Silo silo)
    {
        _silo = silo;
        _table = silo.Services.GetService<IReminderTable>();
    }

    private IReminderTable Table => _table
        ?? throw new InvalidOperationException($"No {nameof(IReminderTable)} is registered, so no reminder can be kept; register one in the services of the silo.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_table is null)
        {
            return;
        }

        await _table.StartAsync(cancellationToken);
        await RefreshAsync();
        _refresh = _silo.Time.CreateTimer(_ => _ = RefreshSafelyAsync(), null, _silo.Options.ReminderRefreshPeriod, _silo.Options.ReminderRefreshPeriod);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_refresh is not null)
        {
            await _refresh.DisposeAsync();
        }

        lock (_gate)
        {
            foreach (var reminder in _reminders.Values)
            {
                reminder.Dispose();
            }

            _reminders.Clear();
        }

        if (_table is not null)
        {
            await _table.StopAsync(cancellationToken);
        }
    }

    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        if (period < _silo.Options.MinimumReminderPeriod)
        {
            throw new ArgumentException($"Reminder '{reminderName}' of {callingGrainId} has a period of {period}; the smallest is {_silo.Options.MinimumReminderPeriod}. Use a grain timer for shorter ones.", nameof(period));
        }

        var entry = new ReminderEntry { GrainId = callingGrainId, ReminderName = reminderName, StartAt = (_silo.Time.GetUtcNow() + dueTime).UtcDateTime, Period = period };
        entry.ETag = await Table.UpsertRow(entry);
        Schedule(entry);
        return new GrainReminder(reminderName, entry.ETag);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        if (!await Table.RemoveRow(callingGrainId, reminder.ReminderName, ((GrainReminder)reminder).ETag!))
        {
            throw new ReminderException($"Reminder '{reminder.ReminderName}' of {callingGrainId} was changed since it was read, or is gone; get it again.");
        }

        Forget(callingGrainId, reminder.ReminderName);
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        await Table.ReadRow(callingGrainId, reminderName) is { } entry ? new GrainReminder(entry.ReminderName, entry.ETag) : null;

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        [.. (await Table.ReadRows(callingGrainId)).Reminders.Select(entry => new GrainReminder(entry.ReminderName, entry.ETag))];

    public async Task RefreshAsync()
    {
        var entries = (await Table.ReadRows(0, 0)).Reminders.ToDictionary(entry => (entry.GrainId, entry.ReminderName));
        (GrainId GrainId, string Name)[] gone;
        lock (_gate)
        {
            gone = [.. _reminders.Keys.Where(key => !entries.ContainsKey(key))];
        }

        foreach (var (grainId, name) in gone)
        {
            Forget(grainId, name);
        }

        foreach (var entry in entries.Values)
        {
            Schedule(entry);
        }
    }

    private async Task RefreshSafelyAsync()
    {
        try
        {
            await RefreshAsync();
        }
        catch (Exception exception)
        {
            LogRefreshFailed(_silo.Logger, exception);
        }
    }

    private void Schedule(ReminderEntry entry)
    {
        lock (_gate)
        {
            if (_reminders.TryGetValue((entry.GrainId, entry.ReminderName), out var known))
            {
                if (string.Equals(known.ETag, entry.ETag, StringComparison.Ordinal))
                {
                    return;
                }

                known.Dispose();
            }

            _reminders[(entry.GrainId, entry.ReminderName)] = new LocalReminder(this, entry);
        }
    }

    private void Forget(GrainId grainId, string name)
    {
        lock (_gate)
        {
            if (_reminders.Remove((grainId, name), out var reminder))
            {
                reminder.Dispose();
            }
        }
    }

    /// <summary>Ticks fall on the start and whole periods after it, however long the one before took. A start that is not ahead counts as past, as with Orleans.</summary>
    private TimeSpan TimeToNextTick(ReminderEntry entry)
    {
        var sinceStart = _silo.Time.GetUtcNow().UtcDateTime - entry.StartAt;
        return sinceStart < TimeSpan.Zero ? -sinceStart : entry.Period - TimeSpan.FromTicks(sinceStart.Ticks % entry.Period.Ticks);
    }

    private async Task TickAsync(ReminderEntry entry)
    {
        try
        {
            var grain = _silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IRemindable>(entry.GrainId);
            await grain.ReceiveReminder(entry.ReminderName, new TickStatus(entry.StartAt, entry.Period, _silo.Time.GetUtcNow().UtcDateTime));
        }
        catch (Exception exception)
        {
            LogTickFailed(_silo.Logger, exception, entry.ReminderName, entry.GrainId);
        }
    }

    [LoggerMessage(EventId = 2031, Level = LogLevel.Error, Message = "Reminders could not be read again; those that are known go on")]
    private static partial void LogRefreshFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 2032, Level = LogLevel.Error, Message = "Reminder {ReminderName} of grain {GrainId} failed; it comes again after its period")]
    private static partial void LogTickFailed(ILogger logger, Exception exception, string reminderName, GrainId grainId);

    private sealed class GrainReminder(string reminderName, string? etag) : IGrainReminder
    {
        public string ReminderName { get; } = reminderName;
        public string? ETag { get; } = etag;
    }

    private sealed class LocalReminder : IDisposable
    {
        private readonly ReminderService _service;
        private readonly ReminderEntry _entry;
        private readonly ITimer _timer;

        public LocalReminder(ReminderService service, ReminderEntry entry)
        {
            _service = service;
            _entry = entry;
            _timer = service._silo.CreateTimer(static reminder => _ = ((LocalReminder)reminder!).FireAsync(), this);
            _timer.Change(service.TimeToNextTick(entry), Timeout.InfiniteTimeSpan);
        }

        public string? ETag => _entry.ETag;

        public void Dispose() => _timer.Dispose();

        private async Task FireAsync()
        {
            await _service.TickAsync(_entry);
            _timer.Change(_service.TimeToNextTick(_entry), Timeout.InfiniteTimeSpan);
        }
    }
}
