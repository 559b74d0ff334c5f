using MediaPipeline.LocalSilo.Runtime;
using MediaPipeline.LocalSilo.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Storage;
using Orleans.Timers;

namespace MediaPipeline.LocalSilo;

public static class LocalSiloServiceCollectionExtensions
{
    /// <summary>
    /// Adds the embedded grain runtime. Storage providers are <see cref="IGrainStorage"/> services keyed by name, the reminder table an
    /// <see cref="IReminderTable"/>, call filters <see cref="IIncomingGrainCallFilter"/> services, the clock a <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddLocalSilo(this IServiceCollection services, Action<LocalSiloOptions> configure)
    {
        services.Configure(configure);
        services.AddOptionsWithValidateOnStart<LocalSiloOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LocalSiloOptions>, LocalSiloOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Silo>();
        services.TryAddSingleton<IGrainFactory, GrainFactory>();
        services.TryAddSingleton<ITimerRegistry, TimerRegistry>();
        services.TryAddSingleton<ReminderService>();
        services.TryAddSingleton<IReminderRegistry>(provider => provider.GetRequiredService<ReminderService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LocalSiloService>());
        return services;
    }

    /// <summary>Adds a storage provider that keeps states in memory only.</summary>
    public static IServiceCollection AddMemoryGrainStorage(this IServiceCollection services, string name = "Default") =>
        services.AddKeyedSingleton<IGrainStorage, MemoryGrainStorage>(name);

    /// <summary>Keeps reminders in memory only.</summary>
    public static IServiceCollection AddMemoryReminders(this IServiceCollection services) => services.AddSingleton<IReminderTable, MemoryReminderTable>();
}
