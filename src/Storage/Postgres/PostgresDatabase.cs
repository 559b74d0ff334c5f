using MediaPipeline.Storage.Sql;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MediaPipeline.Storage.Postgres;

/// <summary>Documents in PostgreSQL: one connection that groups this process' writes, others that read beside it.</summary>
internal sealed class PostgresDatabase : IDocumentDatabase, IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly GroupWriter _writer;
    private readonly ReadPool _readers;
    private int _disposed;

    private PostgresDatabase(NpgsqlDataSource source, GroupWriter writer, ReadPool readers, string place) => (_source, _writer, _readers, Place) = (source, writer, readers, place);

    public string Place { get; }

    /// <summary>For connections beside the writer and the readers, of which there are few: two of the event feed.</summary>
    public NpgsqlDataSource Source => _source;

    /// <summary>Brings the schema up to date and starts the writer.</summary>
    public static PostgresDatabase Open(PostgresStorageOptions options, StorageMetrics metrics, TimeProvider time, ILogger<PostgresDatabase> logger)
    {
        var (connection, place) = PostgresConnections.Of(options);
        var source = NpgsqlDataSource.Create(connection.ConnectionString);
        try
        {
            PostgresSchema.Apply(source, place);
            var writer = new GroupWriter(new PostgresSession(source, place), options.MaxRowsPerCommit, metrics, time, logger);
            return new PostgresDatabase(source, writer, new ReadPool(options.ReadConnections, () => new PostgresSession(source, place)), place);
        }
        catch (Exception error)
        {
            source.Dispose();
            throw PostgresFaults.ExplainStart(error, place);
        }
    }

    public Task<T> WriteAsync<T>(Func<SqlSession, T> write, int rows = 1, bool compound = false) => _writer.EnqueueAsync(write, rows, compound);

    public async Task<T> ReadAsync<T>(Func<SqlSession, T> query, CancellationToken cancellationToken)
    {
        try
        {
            return await _readers.ReadAsync(query, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (PostgresFaults.IsHeldUp(error))
        {
            throw PostgresFaults.Explain(error, Place);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _readers.DisposeAsync();
            await _writer.DisposeAsync();
            await _source.DisposeAsync();
        }
    }
}
