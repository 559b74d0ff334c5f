using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace MediaPipeline.Storage.Postgres;

/// <summary>
/// Keeps a connection whose name says who uses the database, and lets nobody in beside one who may not share it. Being there is being connected: a process
/// that dies leaves nothing that would have to be cleaned up.
/// </summary>
internal sealed partial class PostgresPresence(
    IOptions<PostgresStorageOptions> options, DatabaseMember member, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<PostgresPresence> logger) : BackgroundService
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private readonly Lazy<DatabaseDoor> _door = new(() => new DatabaseDoor(options.Value, member, time));
    private NpgsqlConnection? _connection;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var place = PostgresConnections.Of(options.Value).Place;
        try
        {
            _connection = await new PostgresStart(options.Value.WaitForServer, place, time, logger).RunAsync(() => _door.Value.EnterAsync(cancellationToken), cancellationToken);
        }
        catch (Exception error) when (error is NpgsqlException or SocketException)
        {
            throw PostgresFaults.ExplainStart(error, place);
        }

        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await LeaveAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await WaitUntilLostAsync(stoppingToken);
                await LeaveAsync();
                await ComeBackAsync(stoppingToken);
            }
        }
        catch (StorageStartException refused)
        {
            LogRefused(refused.Message);
            lifetime.StopApplication();
        }
    }

    private async Task WaitUntilLostAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                // Nobody notifies on this connection: it ends when the connection does.
                await _connection!.WaitAsync(cancellationToken);
            }
        }
        catch (NpgsqlException lost)
        {
            LogLost(lost.Message);
        }
    }

    private async Task ComeBackAsync(CancellationToken cancellationToken)
    {
        while (_connection is null)
        {
            try
            {
                _connection = await _door.Value.EnterAsync(cancellationToken);
            }
            catch (Exception error) when (PostgresFaults.IsHeldUp(error))
            {
                LogLost(error.Message);
                await Task.Delay(TryAgainAfter, time, cancellationToken);
            }
        }

        LogBack();
    }

    private async Task LeaveAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
        {
            await connection.DisposeAsync();
        }
    }

    // Whoever needs the database says aloud that it is away.
    [LoggerMessage(3031, LogLevel.Debug, "The connection that says who uses PostgreSQL is lost ({Why})")]
    private partial void LogLost(string why);

    [LoggerMessage(3032, LogLevel.Debug, "The connection that says who uses PostgreSQL is back")]
    private partial void LogBack();

    [LoggerMessage(3033, LogLevel.Critical, "While the connection to PostgreSQL was lost, another took the database. {Why} This server ends now; what it had not finished is still in the database")]
    private partial void LogRefused(string why);
}
