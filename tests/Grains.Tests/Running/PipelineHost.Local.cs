using MediaPipeline.Grains.Hosting;
using MediaPipeline.LocalSilo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace MediaPipeline.Grains.Tests.Running;

/// <summary>The grains on the embedded runtime, with messages copied as between silos.</summary>
internal sealed class PipelineHost : IAsyncDisposable
{
    private readonly IHost _host;

    private PipelineHost(IHost host) => _host = host;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _host.Services;

    /// <param name="ports">Adds storage, sources and the picture engine.</param>
    public static async Task<PipelineHost> StartAsync(IConfiguration configuration, Action<IServiceCollection> ports)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        ports(builder.Services);
        builder.Services.AddPipelineGrains(configuration);
        builder.Services.AddLocalSilo(o =>
        {
            o.GrainAssemblies.Add(typeof(PipelineStartup).Assembly);
            o.CopyMessages = true;
        });
        var host = new PipelineHost(builder.Build());
        await host._host.StartAsync();
        await host.Services.GetRequiredService<PipelineStartup>().RunAsync(default);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
