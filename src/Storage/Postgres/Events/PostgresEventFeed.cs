using System.Runtime.CompilerServices;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Ports.Events;
using MediaPipeline.Storage.Events;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MediaPipeline.Storage.Postgres.Events;

/// <summary>
/// The events of all servers on one database, in one order. Each server stores its own in groups, follows those of all on a connection of its own, and
/// serves its readers from memory.
/// </summary>
internal sealed partial class PostgresEventFeed : IEventFeed, IEventSink, IAsyncDisposable
{
    private readonly EventOutbox _outbox = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly EventRing _ring;
    private readonly EventListener _listener;
    private readonly ILogger _logger;
    private readonly Task _listening, _writing;
    private int _disposed;

    private PostgresEventFeed(PostgresDatabase database, NpgsqlConnection entered, EventRing ring, int number, TimeProvider time, ILogger logger)
    {
        (_ring, _logger) = (ring, logger);
        _listener = new EventListener(database, entered, ring, number, time, logger);
        var writer = new EventWriter(database, _outbox, number, EventPlace.NewEpoch(time), time, logger);
        _listening = Task.Run(() => _listener.RunAsync(_closing.Token));
        _writing = Task.Run(() => writer.RunAsync(_closing.Token));
    }

    /// <summary>Reads what there is, then follows it.</summary>
    public static PostgresEventFeed Open(PostgresDatabase database, TimeProvider time, ILogger<PostgresEventFeed> logger)
    {
        var connection = database.Source.CreateConnection();
        try
        {
            connection.Open();
            var number = EventTables.Enter(connection, EventPlace.NewEpoch(time));
            var page = EventTables.Read(connection, 0);
            var ring = new EventRing(page.Latest.Epoch);
            ring.Load(page);
            return new PostgresEventFeed(database, connection, ring, number, time, logger);
        }
        catch (NpgsqlException error)
        {
            connection.Dispose();
            throw PostgresFaults.ExplainStart(error, database.Address);
        }
    }

    public void Publish(FeedEvent happened)
    {
        if (_outbox.Add(happened) is var dropped and > 0)
        {
            LogDropped(_logger, dropped);
        }
    }

    public IAsyncEnumerable<PublishedEvent> ReadAsync(string? lastEventId, CancellationToken cancellationToken) => IsAhead(lastEventId)
        ? ReadAfterCatchingUpAsync(lastEventId!, _listener.NextCatchUp, cancellationToken)
        : _ring.ReadAsync(lastEventId, cancellationToken);

    /// <summary>Ends when events of others are followed.</summary>
    public Task WhenListeningAsync(CancellationToken cancellationToken) => _listener.FirstCatchUp.WaitAsync(cancellationToken);

    /// <summary>Stores what waits, if PostgreSQL is there.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _outbox.Close();
            await _closing.CancelAsync();
            await _writing;
            await _listening;
            _closing.Dispose();
        }
    }

    // Another server may have shown it before this one has read it.
    private bool IsAhead(string? id)
    {
        var latest = _ring.Latest;
        return id is not null && EventPlace.TryParse(id, out var place) && place.IsOfOneFeedWith(latest) && place.Number > latest.Number;
    }

    private async IAsyncEnumerable<PublishedEvent> ReadAfterCatchingUpAsync(string id, Task caughtUp, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await caughtUp.WaitAsync(cancellationToken);
        await foreach (var published in _ring.ReadAsync(id, cancellationToken))
        {
            yield return published;
        }
    }
}
