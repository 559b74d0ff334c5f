using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Storage.Events;
using Npgsql;

namespace MediaPipeline.Storage.Postgres.Events;

/// <summary>The statements over the tables of the feed, see <c>0003_events.sql</c>.</summary>
internal static class EventTables
{
    // The row of event_feed is locked first, so that servers add one after the other. A notification carries nothing: who is told reads the table.
    private const string StoreEvents =
        """
        WITH counted AS (
            INSERT INTO event_feed AS feed (row, epoch, latest) VALUES (1, @epoch, @count)
            ON CONFLICT (row) DO UPDATE SET latest = feed.latest + @count RETURNING latest),
        stored AS (
            INSERT INTO events (number, name, job_id, item_id, payload)
            SELECT counted.latest - @count + given.place, given.name, given.job_id, given.item_id, given.payload
            FROM counted, unnest(@names, @jobs, @items, @payloads) WITH ORDINALITY AS given (name, job_id, item_id, payload, place)),
        removed AS (DELETE FROM events WHERE number <= (SELECT latest FROM counted) - @capacity)
        SELECT pg_notify('mediapipeline_events', '') FROM counted
        """;

    // One statement, so that the latest and the events are of one moment.
    private const string EventsAfter =
        """
        SELECT feed.epoch, feed.latest, e.number, e.name, e.job_id, e.item_id, e.payload
        FROM event_feed AS feed LEFT JOIN events AS e ON e.number > @after AND e.number > feed.latest - @capacity AND e.number <= feed.latest
        ORDER BY e.number
        """;

    // "mpev": the locks of servers by their numbers. Shared, since PostgreSQL may not have noticed yet that the server's connection before this one is dead.
    private const string Live = "SELECT pg_advisory_lock_shared(1836082550, @number)";
    private const string RemoveDeadWriters = "DELETE FROM event_writers WHERE pg_try_advisory_xact_lock(1836082550, number)";

    /// <summary>Enters a server, which lives for as long as this connection does; answers its number. That another one was killed is stored as a reset.</summary>
    public static int Enter(NpgsqlConnection connection, string epoch)
    {
        using var transaction = connection.BeginTransaction();
        Run(connection, "INSERT INTO event_feed (row, epoch, latest) VALUES (1, @epoch, 0) ON CONFLICT DO NOTHING", ("epoch", epoch));
        if (Run(connection, RemoveDeadWriters) > 0)
        {
            using var told = Storing(connection, epoch, [EventRing.Reset]);
            told.ExecuteNonQuery();
        }

        using var entered = Command(connection, "INSERT INTO event_writers DEFAULT VALUES RETURNING number");
        var number = (int)entered.ExecuteScalar()!;
        Run(connection, Live, ("number", number));
        transaction.Commit();
        return number;
    }

    /// <summary>Is told of events from now on, and says that the server lives: others may have taken it for dead while it had no connection.</summary>
    public static async Task ListenAsync(NpgsqlConnection connection, int writer, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, $"LISTEN mediapipeline_events; INSERT INTO event_writers (number) VALUES (@number) ON CONFLICT DO NOTHING; {Live}", ("number", writer));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All that the server had is stored.</summary>
    public static async Task LeaveAsync(NpgsqlConnection connection, int writer)
    {
        await using var command = Command(connection, "DELETE FROM event_writers WHERE number = @number", ("number", writer));
        await command.ExecuteNonQueryAsync();
    }

    public static async Task StoreAsync(NpgsqlConnection connection, string epoch, FeedEvent[] events)
    {
        await using var command = Storing(connection, epoch, events);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What came after that number, of the last <see cref="EventRing.Capacity"/>.</summary>
    public static EventPage Read(NpgsqlConnection connection, long after)
    {
        using var command = Command(connection, EventsAfter, ("after", after), ("capacity", (long)EventRing.Capacity));
        using var reader = command.ExecuteReader();
        var page = new EventPage(new EventPlace("", 0), []);
        while (reader.Read())
        {
            page = page with { Latest = new EventPlace(reader.GetString(0), reader.GetInt64(1)) };
            if (!reader.IsDBNull(2))
            {
                var job = TextOf(reader, 4);
                page.Events.Add((reader.GetInt64(2), new FeedEvent(reader.GetString(3), job is null ? null : new JobId(job), TextOf(reader, 5), reader.GetString(6))));
            }
        }

        return page;
    }

    private static string? TextOf(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static NpgsqlCommand Storing(NpgsqlConnection connection, string epoch, FeedEvent[] events) => Command(
        connection,
        StoreEvents,
        ("epoch", epoch),
        ("count", (long)events.Length),
        ("capacity", (long)EventRing.Capacity),
        ("names", Array.ConvertAll(events, happened => happened.Name)),
        ("jobs", Array.ConvertAll(events, happened => happened.JobId?.Value)),
        ("items", Array.ConvertAll(events, happened => happened.ItemId)),
        ("payloads", Array.ConvertAll(events, happened => happened.Json)));

    private static int Run(NpgsqlConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(connection, sql, parameters);
        return command.ExecuteNonQuery();
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter(name, value));
        }

        return command;
    }
}
