using MediaPipeline.Storage.Events;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MediaPipeline.Storage.Postgres.Events;

/// <summary>Follows the feed on a connection of its own. When that is lost it is opened anew, and what was stored meanwhile is read from the table.</summary>
/// <param name="entered">The connection on which the server entered.</param>
internal sealed partial class EventListener(PostgresDatabase database, NpgsqlConnection entered, EventRing ring, int number, TimeProvider time, ILogger logger)
{
    private NpgsqlConnection? _entered = entered;
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _current;
    private int _failures;

    public Task FirstCatchUp => _first.Task;

    /// <summary>Ends when all that is stored now has been read.</summary>
    public Task NextCatchUp => Volatile.Read(ref _next).Task;

    public async Task RunAsync(CancellationToken closing)
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(closing);
            }
            catch (OperationCanceledException) when (closing.IsCancellationRequested)
            {
                // The feed closes: nobody reads on.
            }
            catch (Exception error)
            {
                // Whatever it is, the feed must go on when it is over.
                if (_failures == 0)
                {
                    LogLost(logger, database.Address, error.Message.TrimEnd('.'));
                }

                await EventPace.BackOffAsync(_failures++, time, closing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken closing)
    {
        await using var connection = Interlocked.Exchange(ref _entered, null) ?? await database.Source.OpenConnectionAsync(closing);
        var notified = false;
        connection.Notification += (_, _) => notified = true;
        await EventTables.ListenAsync(connection, number, closing);
        while (true)
        {
            notified = false;
            CatchUp(connection);

            // A notification may have come with the answer; it does not come twice.
            if (!notified)
            {
                await connection.WaitAsync(EventPace.Look, closing);
            }
        }
    }

    private void CatchUp(NpgsqlConnection connection)
    {
        // One that failed is owed to those who wait for it.
        _current ??= Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        ring.Load(EventTables.Read(connection, ring.Latest.Number));
        _current.SetResult();
        _current = null;
        _first.TrySetResult();
        if (_failures > 0)
        {
            LogBack(logger, database.Address);
            _failures = 0;
        }
    }
}
