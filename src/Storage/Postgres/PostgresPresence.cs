using MediaPipeline.Grains.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Storage.Postgres;

/// <summary>Comes back through the door when the connection that says who is there was lost, and ends the server when another has taken the database meanwhile.</summary>
internal sealed partial class PostgresPresence(PostgresDatabase database, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<PostgresPresence> logger) : BackgroundService
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                LogLost(await database.Door.WaitUntilLostAsync(stoppingToken));
                await ComeBackAsync(stoppingToken);
            }
        }
        catch (StorageStartException refused)
        {
            LogRefused(refused.Message);
            lifetime.StopApplication();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A host whose start failed is disposed of without being stopped, and would take this for a fault.
        }
    }

    private async Task ComeBackAsync(CancellationToken cancellationToken)
    {
        var retries = Retries.Every(TryAgainAfter, time, PostgresFaults.IsHeldUp, error => LogLost(error.Message));
        await retries.ExecuteAsync(async token => await Task.Run(() => database.Door.Enter(token), token), cancellationToken);
        LogBack();
    }

    // Whoever needs the database says aloud that it is away.
    [LoggerMessage(3031, LogLevel.Debug, "The connection that says who uses PostgreSQL is lost ({Why})")]
    private partial void LogLost(string why);

    [LoggerMessage(3032, LogLevel.Debug, "The connection that says who uses PostgreSQL is back")]
    private partial void LogBack();

    [LoggerMessage(3033, LogLevel.Critical, "While the connection to PostgreSQL was lost, another took the database. {Why} This server ends now; what it had not finished is still in the database")]
    private partial void LogRefused(string why);
}
