using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Events;
using MediaPipeline.Grains.Hosting;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Silo.Cluster;
using MediaPipeline.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace MediaPipeline.Benchmarks.Scan;

/// <summary>The grains, a silo alone and the storage as the server runs them, over a listing and an engine that never answers.</summary>
internal sealed class ScanHost : IAsyncDisposable
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(100);
    private readonly IHost _host;

    private ScanHost(IHost host) => _host = host;

    public IGrainFactory Grains => Get<IGrainFactory>();

    public static async Task<ScanHost> StartAsync(string data, int pictures)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:DataDirectory"] = data,
            ["CacheFolders:DefaultPath"] = Path.Join(data, "cache"),
            ["Collections:AllowAnyRoot"] = "true",
        });
        builder.Configuration.AddEnvironmentVariables("MEDIAPIPELINE_");
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole();
        builder.Services.AddSqliteStorage(builder.Configuration).AddMemoryEventFeed();
        builder.Services.AddSingleton<IPictureEngine, SilentEngine>();
        builder.Services.AddPipelineGrains(builder.Configuration);
        builder.Services.AddOrleans(silo => SiloSetup.AddAlone(silo, new ClusterSettings { Dashboard = false }));
        builder.Services.AddSingleton<ISourceReader>(new ListedSource(pictures));
        var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<PipelineStartup>().RunAsync(default);
        return new ScanHost(host);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Polls the job until it is as wanted; <paramref name="look"/> sees every answer.</summary>
    public async Task<JobView> WaitAsync(JobId id, Func<JobView, bool> wanted, Action<JobView>? look = null)
    {
        while (true)
        {
            var job = await Get<IJobReader>().FindAsync(id, default) ?? throw new InvalidOperationException($"There is no {id}.");
            look?.Invoke(job);
            if (wanted(job))
            {
                return job;
            }

            await Task.Delay(PollEvery);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
