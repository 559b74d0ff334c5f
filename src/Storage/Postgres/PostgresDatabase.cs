using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Postgres.Writing;
using MediaPipeline.Storage.Sql;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MediaPipeline.Storage.Postgres;

/// <summary>Documents in PostgreSQL: one connection that writes in groups, and others that read.</summary>
internal sealed class PostgresDatabase : IDocumentDatabase, IAsyncDisposable
{
    private static readonly TimeSpan JoinTimeout = TimeSpan.FromSeconds(10);

    private readonly NpgsqlDataSource _source;
    private readonly GroupWriter _writer;
    private readonly ReadPool _readers;
    private readonly OutageLog _outage;
    private int _disposed;

    private PostgresDatabase(DatabaseMembership membership, NpgsqlDataSource source, GroupWriter writer, ReadPool readers, OutageLog outage, string address) =>
        (Membership, _source, _writer, _readers, _outage, Address) = (membership, source, writer, readers, outage, address);

    public string Description => $"PostgreSQL at {Address}";

    /// <summary>Host, port and name.</summary>
    public string Address { get; }

    /// <summary>This process is a member until the database is closed.</summary>
    public DatabaseMembership Membership { get; }

    /// <summary>Waits for a server that does not answer yet, joins, brings the schema up to date and starts the writer.</summary>
    public static PostgresDatabase Open(
        PostgresStorageOptions options,
        DatabaseMember member,
        IEnumerable<ItemTable> tables,
        StorageMetrics metrics,
        TimeProvider clock,
        ILogger<PostgresDatabase> logger,
        CancellationToken stopping)
    {
        var (connection, address) = PostgresConnections.Of(options);
        var membership = new DatabaseMembership(connection, address, member, JoinTimeout, clock);
        var source = NpgsqlDataSource.Create(connection.ConnectionString);
        try
        {
            new PostgresStart(options.WaitForServer, address, clock, logger).Run(
                () =>
                {
                    // Before the schema is touched: another version may use it.
                    membership.Join(stopping);
                    PostgresSchema.Apply(source, tables, address);
                },
                stopping);
            var outage = new OutageLog(clock, logger);
            var session = new PostgresSession(source, address, PostgresDocumentStatements.FindById);
            var writer = new GroupWriter(session, options.MaxRowsPerCommit, metrics, outage, clock, logger);
            var readers = new ReadPool(options.ReadConnections, () => new PostgresSession(source, address));
            return new PostgresDatabase(membership, source, writer, readers, outage, address);
        }
        catch (Exception error)
        {
            source.Dispose();
            membership.Dispose();
            throw PostgresFaults.ExplainStart(error, address);
        }
    }

    public Task<T> WriteAsync<T>(Func<SqlSession, T> write, int rows = 1, bool compound = false) => _writer.EnqueueAsync(write, rows, compound);

    public Task WriteAsync(DocumentWrite write) => _writer.EnqueueAsync(write);

    public string? FindRefusal(string sortKey, params ReadOnlySpan<string?> texts) => PostgresLimits.FindRefusal(sortKey, texts);

    public async Task<T> ReadAsync<T>(Func<SqlSession, T> query, CancellationToken cancellationToken)
    {
        try
        {
            var found = await _readers.ReadAsync(query, cancellationToken).ConfigureAwait(false);
            _outage.Answered(byWrite: false);
            return found;
        }
        catch (Exception error) when (PostgresFaults.IsOutage(error))
        {
            var explained = PostgresFaults.Explain(error, Address);
            _outage.Met(explained, byWrite: false);
            throw explained;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _readers.DisposeAsync();
            await _writer.DisposeAsync();
            await _source.DisposeAsync();
            Membership.Dispose();
        }
    }
}
