using MediaPipeline.Grains.Hosting;
using MediaPipeline.Grains.Items.Stages;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;
using Orleans.Reminders;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;

namespace MediaPipeline.Grains.Tests.Running;

/// <summary>The grains on silos in this process, over one storage that they share, called by a client of its own.</summary>
internal sealed class PipelineHost : IAsyncDisposable
{
    private readonly IHost _shared;
    private readonly InProcessTestCluster _cluster;

    private PipelineHost(IHost shared, InProcessTestCluster cluster) => (_shared, _cluster) = (shared, cluster);

    public IGrainFactory Grains => _cluster.Client;

    public IServiceProvider Services => _shared.Services;

    /// <param name="ports">Adds storage, sources and the picture engine.</param>
    /// <param name="kinds">Adds kinds of items and jobs besides those of the program; storage has to know them too.</param>
    public static async Task<PipelineHost> StartAsync(
        IConfiguration configuration, int silos, Action<IServiceCollection> ports, Action<IServiceCollection> kinds)
    {
        var shared = Host.CreateEmptyApplicationBuilder(null);
        ports(shared.Services);
        kinds(shared.Services);
        var host = shared.Build();
        await host.StartAsync();

        var builder = new InProcessTestClusterBuilder((short)silos) { Options = { ConfigureFileLogging = false } };
        builder.ConfigureSilo((_, silo) =>
        {
            Share(shared.Services, host.Services, silo.Services);
            KeepRealTime(silo.Services);
            silo.Services.AddPipelineGrains(configuration);
            kinds(silo.Services);
            silo.AddReminders();
        });
        var pipeline = new PipelineHost(host, builder.Build());
        await pipeline._cluster.DeployAsync();
        foreach (var silo in pipeline._cluster.Silos)
        {
            await silo.ServiceProvider.GetRequiredService<PipelineStartup>().RunAsync(default);
        }

        return pipeline;
    }

    /// <summary>Calls that come from that silo.</summary>
    public IGrainFactory GrainsOf(int silo) => _cluster.Silos[silo].ServiceProvider.GetRequiredService<IGrainFactory>();

    /// <summary>Makes a call by which the grain, and those that it calls, are activated on that silo where they are not active yet.</summary>
    public async Task<T> OnSiloAsync<T>(int silo, Func<Task<T>> call)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, _cluster.Silos[silo].SiloAddress);
        return await call();
    }

    /// <inheritdoc cref="OnSiloAsync{T}"/>
    public Task OnSiloAsync(int silo, Func<Task> call) => OnSiloAsync(silo, async () =>
    {
        await call();
        return true;
    });

    /// <summary>On which silo a grain is active.</summary>
    public async Task<int> SiloOfAsync(IAddressable grain)
    {
        var home = await Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain);
        return _cluster.Silos.ToList().FindIndex(silo => silo.SiloAddress.Equals(home));
    }

    /// <summary>Kills the silo on which that grain does not live.</summary>
    public async Task KillSiloWithoutAsync(IAddressable grain)
    {
        var home = (await Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain)).ShouldNotBeNull();
        await _cluster.KillSiloAsync(_cluster.Silos.Single(silo => !silo.SiloAddress.Equals(home)));
    }

    public async ValueTask DisposeAsync()
    {
        // Only this takes back what the cluster hangs on the process; without it every silo of the run would stay in memory.
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        await _shared.StopAsync();
        _shared.Dispose();
    }

    // One data directory has one owner: all silos are given the very same ports, as instances, which a silo that is killed does not dispose of.
    private static void Share(IServiceCollection known, IServiceProvider from, IServiceCollection into)
    {
        foreach (var port in known.Where(IsPort))
        {
            into.Add(port.IsKeyedService
                ? ServiceDescriptor.KeyedSingleton(port.ServiceType, port.ServiceKey, from.GetRequiredKeyedService(port.ServiceType, port.ServiceKey))
                : ServiceDescriptor.Singleton(port.ServiceType, port.ImplementationInstance ?? from.GetRequiredService(port.ServiceType)));
        }
    }

    // A test's clock moves what we wrote: the grains, their timers and reminders. Orleans' own upkeep (membership, messages, collection of activations)
    // stays on real time.
    private static void KeepRealTime(IServiceCollection services)
    {
        services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        services.AddKeyedSingleton<TimeProvider>(
            ReminderTimeProviderNames.Reminders, static (from, _) => new NeverStandingClock(from.GetRequiredService<TimeProvider>()));
    }

    private static bool IsPort(ServiceDescriptor service) =>
        service.Lifetime == ServiceLifetime.Singleton && service.ServiceType != typeof(IStage)
        && (service.ServiceType == typeof(TimeProvider) || service.ServiceType == typeof(IReminderTable)
            || service.ServiceType == typeof(Orleans.Storage.IGrainStorage)
            || service.ServiceType is { IsInterface: true, Namespace: { } name } && name.StartsWith("MediaPipeline.", StringComparison.Ordinal));
}
