using System.Data;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Storage.Events;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MediaPipeline.Storage.Postgres.Events;

/// <summary>Stores the events of this server: what came while one group was stored is the next. A group whose answer was lost may be stored twice.</summary>
internal sealed partial class EventWriter(PostgresDatabase database, EventOutbox outbox, int number, string epoch, TimeProvider time, ILogger logger)
{
    private NpgsqlConnection _connection = database.Source.CreateConnection();
    private bool _held;

    /// <summary>Until the outbox is closed and empty; then it tries once and no more.</summary>
    public async Task RunAsync(CancellationToken closing)
    {
        var stored = true;
        while (stored && await outbox.TakeAsync() is { Length: > 0 } group)
        {
            stored = await StoreAsync(group, closing);
            await EventPace.WaitAsync(EventPace.BetweenGroups, time, closing);
        }

        if (stored)
        {
            await TryAsync(connection => EventTables.LeaveAsync(connection, number));
        }

        await _connection.DisposeAsync();
    }

    private async Task<bool> StoreAsync(FeedEvent[] group, CancellationToken closing)
    {
        for (var failures = 0; ; failures++)
        {
            var last = closing.IsCancellationRequested;
            var events = group;
            var error = await TryAsync(connection => EventTables.StoreAsync(connection, epoch, events));
            if (error is null)
            {
                return true;
            }

            if (last)
            {
                LogLost(logger, group.Length, error);
                return false;
            }

            group = PostgresFaults.IsHeldUp(error) ? group : Refused(group, error);
            await EventPace.BackOffAsync(failures, time, closing);
        }
    }

    // Tried again for ever it would hold up all that comes after it.
    private FeedEvent[] Refused(FeedEvent[] group, Exception error)
    {
        LogRefused(logger, group.Length, error);
        return [EventRing.Reset];
    }

    private async Task<Exception?> TryAsync(Func<NpgsqlConnection, Task> store)
    {
        try
        {
            if (_connection.State != ConnectionState.Open)
            {
                await _connection.DisposeAsync();
                _connection = await database.Source.OpenConnectionAsync();
            }

            await store(_connection);
            if (_held)
            {
                LogResumed(logger);
                _held = false;
            }

            return null;
        }
        catch (Exception error)
        {
            // Whatever it is, later events must be stored when it is over; who asked decides about these.
            if (!_held)
            {
                LogHeld(logger, database.Address, error.Message.TrimEnd('.'));
                _held = true;
            }

            return error;
        }
    }
}
