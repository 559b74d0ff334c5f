using MediaPipeline.Api;
using MediaPipeline.Grains.Hosting;
using MediaPipeline.Imaging;
using MediaPipeline.Silo.Cluster;
using MediaPipeline.Silo.Telemetry;
using MediaPipeline.Storage;
using Orleans.Runtime;

namespace MediaPipeline.Silo.Hosting;

/// <summary>Puts the parts together, starts them, and turns what keeps them from starting into one clear line.</summary>
internal static class Server
{
    /// <summary>Runs until it is stopped, or until <paramref name="work"/> answers an exit code of its own.</summary>
    /// <param name="addKinds">Adds kinds of items and jobs besides those of this program.</param>
    public static async Task<int> RunAsync(
        CommandLine.Run run, Func<CommandLine.Run, IServiceProvider, CancellationToken, Task<int?>> work, Action<IHostApplicationBuilder>? addKinds = null)
    {
        WebApplication? app = null;
        try
        {
            app = Build(run, addKinds);
            await app.StartAsync();
            var stopping = app.Lifetime.ApplicationStopping;
            if (app.Configuration.RunsGrains())
            {
                await app.Services.GetRequiredService<PipelineStartup>().RunAsync(stopping);
            }

            if (await work(run, app.Services, stopping) is { } code)
            {
                await app.StopAsync(CancellationToken.None);
                return code;
            }

            await app.WaitForShutdownAsync(CancellationToken.None);
            return ExitCodes.Done;
        }
        catch (Exception e) when (
            e is OperationCanceledException or OrleansLifecycleCanceledException && app?.Lifetime.ApplicationStopping.IsCancellationRequested == true)
        {
            return run.Once ? ExitCodes.Interrupted : ExitCodes.Done;
        }
        catch (Exception e) when (StartupFailure.Explain(e, run) is { } explanation)
        {
            Console.Error.WriteLine(explanation);
            return ExitCodes.Failed;
        }
        finally
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }
        }
    }

    internal static WebApplication Build(CommandLine.Run run, Action<IHostApplicationBuilder>? addKinds = null)
    {
        CreateDataDirectory(run.DataDirectory);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(run.Urls);
        builder.Configuration.AddPipelineSettings(run);
        builder.Logging.AddPipelineConsole(quiet: run.Once || run.Paths.Count > 0);
        builder.Services.AddConfiguredStorage(builder.Configuration);
        if (builder.Configuration.RunsGrains())
        {
            builder.Services.AddVipsImaging(builder.Configuration.GetSection("Imaging"));
        }

        builder.Services.AddPipelineGrains(builder.Configuration);
        addKinds?.Invoke(builder);
        builder.Services.AddConfiguredOrleans(builder.Configuration);
        builder.Services.AddMediaPipelineApi(builder.Configuration);
        builder.Services.AddPipelineTelemetry(builder.Configuration);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(30));
        var app = builder.Build();
        app.MapMediaPipelineApi();
        app.MapDashboard();
        return app;
    }

    private static void CreateDataDirectory(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageStartException(
                $"The data directory '{path}' cannot be made: {e.Message.TrimEnd('.')}. Name another one with --data, or put right what is wrong there.", e);
        }
    }
}
