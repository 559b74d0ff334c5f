using MediaPipeline.Api;
using MediaPipeline.Connectors;
using MediaPipeline.Drawing;
using MediaPipeline.Grains.Hosting;
using MediaPipeline.Imaging;
using MediaPipeline.Search;
using MediaPipeline.Silo.Cluster;
using MediaPipeline.Silo.Telemetry;
using MediaPipeline.Storage;
using Orleans.Runtime;

namespace MediaPipeline.Silo.Hosting;

/// <summary>Builds and runs the host, and turns a failed start into one clear message.</summary>
internal static partial class Server
{
    /// <summary>Runs until it is stopped, or until <paramref name="work"/> answers an exit code of its own.</summary>
    /// <param name="addKinds">Adds kinds of items and jobs besides those of this program.</param>
    public static async Task<int> RunAsync(
        CommandLine.Run run, Func<CommandLine.Run, IServiceProvider, CancellationToken, Task<int?>> work, Action<IHostApplicationBuilder>? addKinds = null)
    {
        using var signals = new StopSignals();
        try
        {
            await using var app = Build(run, addKinds);
            return await RunAsync(run, app, work) ?? signals.ExitCode;
        }
        catch (Exception e) when (StartupFailure.Explain(e, run) is { } explanation)
        {
            Console.Error.WriteLine(explanation);
            return ExitCodes.Failed;
        }
    }

    /// <summary>The exit code, all parts having stopped; null when the start or the work was interrupted.</summary>
    private static async Task<int?> RunAsync(
        CommandLine.Run run, WebApplication app, Func<CommandLine.Run, IServiceProvider, CancellationToken, Task<int?>> work)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        try
        {
            await app.StartAsync();
            if (app.Configuration.RunsGrains())
            {
                await app.Services.GetRequiredService<PipelineStartup>().RunAsync(stopping);
            }

            if (await work(run, app.Services, stopping) is { } code)
            {
                return code;
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCodes.Done;
        }
        catch (Exception e) when (stopping.IsCancellationRequested && e is OperationCanceledException or OrleansLifecycleCanceledException)
        {
            return null;
        }
        finally
        {
            await StopAsync(app);
        }
    }

    // A silo that is disposed of without being stopped keeps running while its dependencies are disposed of.
    private static async Task StopAsync(WebApplication app)
    {
        try
        {
            await app.StopAsync(CancellationToken.None);
        }
        catch (Exception e) when (!app.Lifetime.ApplicationStarted.IsCancellationRequested)
        {
            // Orleans refuses to stop a silo that did not start; the reason of the failed start is what matters.
            LogNotStopped(app.Logger, e);
        }
    }

    internal static WebApplication Build(CommandLine.Run run, Action<IHostApplicationBuilder>? addKinds = null)
    {
        CreateDataDirectory(run.DataDirectory);
        var stopping = CancellationToken.None;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(run.Urls);
        builder.Configuration.AddPipelineSettings(run);
        builder.Logging.AddPipelineConsole(quiet: run.Once || run.Paths.Count > 0, () => stopping.IsCancellationRequested);
        builder.Services.AddConfiguredStorage(builder.Configuration);
        var imaging = builder.Configuration.GetSection("Imaging");
        _ = builder.Configuration.RunsGrains() ? builder.Services.AddVipsImaging(imaging) : builder.Services.AddEntryUnpacking(imaging);

        builder.Services.AddSkiaDrawing();
        builder.Services.AddConnectors();
        builder.Services.AddSearch(builder.Configuration);
        builder.Services.AddPipelineGrains(builder.Configuration);
        addKinds?.Invoke(builder);
        builder.Services.AddConfiguredOrleans(builder.Configuration);
        builder.Services.AddMediaPipelineApi(builder.Configuration);
        builder.Services.AddPipelineTelemetry(builder.Configuration);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(30));
        var app = builder.Build();
        stopping = app.Lifetime.ApplicationStopping;
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

    [LoggerMessage(4301, LogLevel.Debug, "A server that did not start could not be stopped in order")]
    private static partial void LogNotStopped(ILogger logger, Exception e);
}
