using Orleans.Runtime;

namespace Orleans
{
    public interface IGrain : IAddressable;
    public interface IGrainWithStringKey : IGrain;
    public interface IGrainWithIntegerKey : IGrain;
    public interface IRemindable : IGrain { Task ReceiveReminder(string reminderName, TickStatus status); }

    public interface IGrainFactory
    {
        TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithIntegerKey;
        TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithStringKey;
    }

    public abstract class Grain : IGrainBase, IAddressable
    {
        public IGrainContext GrainContext => throw new NotSupportedException();
        protected IGrainFactory GrainFactory => throw new NotSupportedException();
        protected void DeactivateOnIdle() => throw new NotSupportedException();
        public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    public interface IGrainBase { IGrainContext GrainContext { get; } }

    public static class GrainExtensions
    {
        public static string GetPrimaryKeyString(this IAddressable grain) => throw new NotSupportedException();
        public static long GetPrimaryKeyLong(this IAddressable grain) => throw new NotSupportedException();
        public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) where TGrainInterface : IAddressable => throw new NotSupportedException();
    }

    public static class GrainBaseExtensions
    {
        public static IGrainTimer RegisterGrainTimer(this IGrainBase grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options) => throw new NotSupportedException();
        public static void DeactivateOnIdle(this IGrainBase grain) => throw new NotSupportedException();
    }

    public static class GrainReminderExtensions
    {
        public static Task<IGrainReminder> RegisterOrUpdateReminder(this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();
        public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder) => throw new NotSupportedException();
        public static Task<IGrainReminder> GetReminder(this IGrainBase grain, string reminderName) => throw new NotSupportedException();
    }

    public interface IGrainState<T>
    {
        T State { get; set; }
        string ETag { get; set; }
        bool RecordExists { get; set; }
    }
}

namespace Orleans.Runtime
{
    public interface IAddressable;
    public interface IGrainContext { GrainId GrainId { get; } }
    public interface IGrainReminder { string ReminderName { get; } }
    public interface IGrainTimer : IDisposable { void Change(TimeSpan dueTime, TimeSpan period); }
    public readonly struct GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
    {
        public TimeSpan DueTime { get; init; } = dueTime;
        public TimeSpan Period { get; init; } = period;
        public bool Interleave { get; init; }
        public bool KeepAlive { get; init; }
    }
    public readonly struct TickStatus;
    public readonly struct DeactivationReason;
    public readonly struct GrainId;

    public interface IPersistentState<TState>
    {
        TState State { get; set; }
        string? Etag { get; }
        bool RecordExists { get; }
        Task ClearStateAsync();
        Task WriteStateAsync();
        Task ReadStateAsync();
    }
}

namespace Orleans.Storage
{
    public interface IGrainStorage
    {
        Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
        Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
        Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
    }

    public class InconsistentStateException(string message, string storedEtag, string currentEtag) : Exception(message)
    {
        public string StoredEtag { get; } = storedEtag;
        public string CurrentEtag { get; } = currentEtag;
    }
}
