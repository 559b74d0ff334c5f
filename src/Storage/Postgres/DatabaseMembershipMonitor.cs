using MediaPipeline.Grains.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Storage.Postgres;

/// <summary>Joins again when the connection of the membership was lost, and stops the server when another cluster or version has joined meanwhile.</summary>
internal sealed partial class DatabaseMembershipMonitor(
    PostgresDatabase database, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<DatabaseMembershipMonitor> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                LogLost(await database.Membership.WaitUntilLostAsync(stoppingToken));
                await JoinAgainAsync(stoppingToken);
            }
        }
        catch (StorageStartException refused)
        {
            LogRefused(refused.Message);
            lifetime.StopApplication();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A host whose start failed is disposed of without being stopped, and would treat this as a fault.
        }
    }

    private async Task JoinAgainAsync(CancellationToken cancellationToken)
    {
        var retries = Retries.Every(RetryDelay, clock, PostgresFaults.IsOutage, error => LogLost(error.Message));
        await retries.ExecuteAsync(async token => await Task.Run(() => database.Membership.Join(token), token), cancellationToken);
        LogJoined();
    }

    // Reads and writes that fail log the outage itself.
    [LoggerMessage(3031, LogLevel.Debug, "The connection that says who uses PostgreSQL is lost ({Why})")]
    private partial void LogLost(string why);

    [LoggerMessage(3032, LogLevel.Debug, "The connection that says who uses PostgreSQL is open again")]
    private partial void LogJoined();

    [LoggerMessage(3033, LogLevel.Critical, "While the connection to PostgreSQL was lost, another took the database. {Why} This server ends now; "
        + "what it had not finished is still in the database")]
    private partial void LogRefused(string why);
}
