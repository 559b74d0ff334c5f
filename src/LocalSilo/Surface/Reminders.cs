using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans
{
    /// <summary>A grain that can be reminded. A tick may come late, twice or, while nothing runs, not at all.</summary>
    public interface IRemindable : IGrain
    {
        Task ReceiveReminder(string reminderName, TickStatus status);
    }

    public static class GrainReminderExtensions
    {
        public static Task<IGrainReminder> RegisterOrUpdateReminder(this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
            RegisterOrUpdateReminder((IGrainBase)grain, reminderName, dueTime, period);

        public static Task<IGrainReminder> RegisterOrUpdateReminder(this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
            var context = grain.GrainContext;
            return grain is IRemindable
                ? Registry(context).RegisterOrUpdateReminder(context.GrainId, reminderName, dueTime, period)
                : throw new InvalidOperationException($"Grain {context.GrainId} does not implement {nameof(IRemindable)}, so it cannot be reminded.");
        }

        public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) => UnregisterReminder((IGrainBase)grain, reminder);

        public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder) =>
            Registry(grain.GrainContext).UnregisterReminder(grain.GrainContext.GrainId, reminder);

        public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) => GetReminder((IGrainBase)grain, reminderName);

        public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
            return Registry(grain.GrainContext).GetReminder(grain.GrainContext.GrainId, reminderName);
        }

        public static Task<List<IGrainReminder>> GetReminders(this Grain grain) => GetReminders((IGrainBase)grain);

        public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain) => Registry(grain.GrainContext).GetReminders(grain.GrainContext.GrainId);

        private static IReminderRegistry Registry(IGrainContext context) => context.ActivationServices.GetRequiredService<IReminderRegistry>();
    }

    /// <summary>Where reminders are kept. Rows are found by grain, or by range of <see cref="GrainId.GetUniformHashCode"/>.</summary>
    public interface IReminderTable
    {
        Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        Task<ReminderTableData> ReadRows(GrainId grainId);

        /// <summary>Rows whose hash is above <paramref name="begin"/> and at most <paramref name="end"/>; when begin is not below end, the range goes round through zero.</summary>
        Task<ReminderTableData> ReadRows(uint begin, uint end);

        Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

        /// <summary>Writes a row, whatever was there, and returns its new ETag.</summary>
        Task<string?> UpsertRow(ReminderEntry entry);

        /// <summary>Removes a row; false when it is gone or has another ETag.</summary>
        Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

        Task TestOnlyClearTable();

        Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
    }

    public sealed class ReminderTableData
    {
        public ReminderTableData() => Reminders = [];
        public ReminderTableData(ReminderEntry entry) => Reminders = [entry];
        public ReminderTableData(IEnumerable<ReminderEntry> list) => Reminders = [.. list];

        public IList<ReminderEntry> Reminders { get; private set; }
    }

    public sealed class ReminderEntry
    {
        public GrainId GrainId { get; set; }
        public string ReminderName { get; set; } = null!;

        /// <summary>Time of the first tick, UTC.</summary>
        public DateTime StartAt { get; set; }
        public TimeSpan Period { get; set; }
        public string? ETag { get; set; }
    }
}

namespace Orleans.Runtime
{
    public interface IGrainReminder
    {
        string ReminderName { get; }
    }

    /// <summary>What a tick knows about its reminder; times are UTC.</summary>
    public readonly struct TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
    {
        public DateTime FirstTickTime { get; } = firstTickTime;
        public TimeSpan Period { get; } = period;
        public DateTime CurrentTickTime { get; } = timeStamp;
    }

    /// <summary>A reminder could not be registered or removed.</summary>
    public sealed class ReminderException(string message) : OrleansException(message);
}

namespace Orleans.Timers
{
    /// <summary>Where reminders are registered.</summary>
    public interface IReminderRegistry
    {
        Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period);
        Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder);
        Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName);
        Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId);
    }
}
