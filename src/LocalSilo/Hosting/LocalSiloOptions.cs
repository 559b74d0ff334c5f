using System.Reflection;

namespace MediaPipeline.LocalSilo;

/// <summary>Settings of the embedded runtime. They are checked when the silo starts.</summary>
public sealed class LocalSiloOptions
{
    /// <summary>Assemblies that are searched for grain classes. At least one.</summary>
    public IList<Assembly> GrainAssemblies { get; } = [];

    /// <summary>An activation without calls for so long is closed. Default: 15 minutes.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A call without an answer for so long fails with a <see cref="TimeoutException"/>. Default: 30 seconds.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time that a grain has for its OnDeactivateAsync before its token is cancelled. Default: 30 seconds.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time that running calls have to finish when the silo stops. Default: 20 seconds.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Smallest period of a reminder. Default: one minute.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Time between two readings of the whole reminder table. Default: 5 minutes.</summary>
    public TimeSpan ReminderRefreshPeriod { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Arguments and results are copied, as they are between silos. Default: off; on in tests.</summary>
    public bool CopyMessages { get; set; }
}
