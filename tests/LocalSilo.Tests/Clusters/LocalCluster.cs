using MediaPipeline.LocalSilo.Tests.TestGrains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace MediaPipeline.LocalSilo.Tests.Clusters;

/// <summary>The embedded runtime, with messages copied as between silos.</summary>
public sealed class ClusterUnderTest : IAsyncDisposable
{
    private readonly IHost _host;

    private ClusterUnderTest(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    internal Runtime.Silo Silo => _host.Services.GetRequiredService<Runtime.Silo>();

    public static Task<ClusterUnderTest> StartAsync(ClusterSettings settings) => StartAsync(settings, _ => { });

    public static async Task<ClusterUnderTest> StartAsync(ClusterSettings settings, Action<LocalSiloOptions> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddMemoryGrainStorage();
        builder.Services.AddKeyedSingleton<IGrainStorage, RacingStorage>(RacingStorage.Name);
        settings.Services(builder.Services);
        if (!builder.Services.Any(service => service.ServiceType == typeof(IReminderTable)))
        {
            builder.Services.AddMemoryReminders();
        }

        builder.Services.AddLocalSilo(options =>
        {
            options.GrainAssemblies.Add(typeof(ClusterUnderTest).Assembly);
            options.ResponseTimeout = settings.ResponseTimeout;
            options.CopyMessages = true;
            configure(options);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new ClusterUnderTest(host);
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
