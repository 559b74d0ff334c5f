using System.Globalization;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace MediaPipeline.Storage.Sqlite;

/// <summary>The one database of a data directory: a single writer that groups writes, and concurrent readers.</summary>
internal sealed partial class SqliteDatabase : IDocumentDatabase, IAsyncDisposable
{
    public const string FileName = "mediapipeline.db";
    private const int PageBytes = 4096;
    private const long LeastFreeBytes = 1024 * 1024;

    private readonly DataDirectoryLock _lock;
    private readonly GroupWriter _writer;
    private readonly SqliteCheckpointer _checkpointer;
    private readonly ReadPool _readers;
    private int _disposed;

    private SqliteDatabase(DataDirectoryLock held, GroupWriter writer, SqliteCheckpointer checkpointer, ReadPool readers, string directory)
    {
        (_lock, _writer, _checkpointer, _readers) = (held, writer, checkpointer, readers);
        DataDirectory = directory;
    }

    /// <summary>Absolute.</summary>
    public string DataDirectory { get; }

    public string Description => $"The data directory {DataDirectory}";

    /// <summary>Takes the lock, brings the schema up to date and starts the writer.</summary>
    public static SqliteDatabase Open(
        SqliteStorageOptions options, IEnumerable<ItemTable> tables, StorageMetrics metrics, TimeProvider clock, ILogger<SqliteDatabase> logger)
    {
        var directory = CreateDirectory(options.DataDirectory);
        var path = Path.Combine(directory, FileName);
        var held = DataDirectoryLock.Take(directory);
        SqliteSession? session = null;
        try
        {
            session = OpenWriter(path, options);
            SqliteSchema.Apply(session, path);
            SqliteSchema.Add(session, tables);
            var readers = new ReadPool(options.ReadConnections, () => OpenReader(path, options));
            LogOpened(logger, path, SqliteSchema.Latest);
            var checkpointer = new SqliteCheckpointer(Connect(path, options.ReadCacheBytes), options.CheckpointBytes / PageBytes, logger);
            var writer = new GroupWriter(session, options.MaxRowsPerCommit, metrics, new OutageLog(clock, logger), clock, logger)
            {
                Committed = () => checkpointer.Committed(session),
            };
            return new SqliteDatabase(held, writer, checkpointer, readers, directory);
        }
        catch (Exception error)
        {
            session?.Dispose();
            held.Dispose();
            throw Explain(error, path);
        }
    }

    /// <summary>When the task completes, the write is on disk; it fails with <see cref="StorageFullException"/> when the disk is full.</summary>
    public Task<T> WriteAsync<T>(Func<SqlSession, T> write, int rows = 1, bool compound = false) => _writer.EnqueueAsync(write, rows, compound);

    public Task WriteAsync(DocumentWrite write) => _writer.EnqueueAsync(write);

    public Task<T> ReadAsync<T>(Func<SqlSession, T> query, CancellationToken cancellationToken) => _readers.ReadAsync(query, cancellationToken);

    public StorageFullException? FindFullDisk() =>
        Directory.Exists(DataDirectory) && new DriveInfo(DataDirectory).AvailableFreeSpace < LeastFreeBytes ? SqliteFaults.ToStorageFull(DataDirectory) : null;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _readers.DisposeAsync();
            await _writer.DisposeAsync();
            await _checkpointer.DisposeAsync();
            _lock.Dispose();
        }
    }

    private static string CreateDirectory(string directory)
    {
        try
        {
            return Directory.CreateDirectory(directory).FullName;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageStartException(
                $"The data directory '{directory}' cannot be created ({error.Message}): give another one (Storage:DataDirectory).", error);
        }
    }

    private static Exception Explain(Exception error, string path) => error switch
    {
        SqliteException sqlite when SqliteFaults.IsDiskFull(sqlite) => new StorageStartException(
            $"The disk of '{path}' is full: free space, then start again.", error),
        SqliteException sqlite => new StorageStartException(
            $"The database '{path}' cannot be opened ({sqlite.Message}): check its permissions and its disk, or restore it from a backup.", error),
        _ => error,
    };

    private static SqliteSession OpenWriter(string path, SqliteStorageOptions options)
    {
        var session = Connect(path, options.WriteCacheBytes);
        session.ExecuteOnce(string.Create(
            CultureInfo.InvariantCulture,
            $"PRAGMA page_size = {PageBytes}; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; "
            + $"PRAGMA journal_size_limit = {SqliteCheckpointer.MostSteps * options.CheckpointBytes};"));
        return session;
    }

    private static SqliteSession OpenReader(string path, SqliteStorageOptions options)
    {
        var session = Connect(path, options.ReadCacheBytes);
        session.ExecuteOnce("PRAGMA query_only = 1");
        return session;
    }

    private static SqliteSession Connect(string path, long cacheBytes)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        var session = new SqliteSession(connection, Path.GetDirectoryName(path)!);
        session.ExecuteOnce(string.Create(
            CultureInfo.InvariantCulture, $"PRAGMA synchronous = FULL; PRAGMA cache_size = {-cacheBytes / 1024}; PRAGMA temp_store = MEMORY;"));
        SqliteFunctions.DefineAll(session);
        return session;
    }
}
