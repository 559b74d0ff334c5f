namespace MediaPipeline.Storage.Sqlite;

/// <summary>Settings of the storage in SQLite.</summary>
public sealed class SqliteStorageOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Storage";

    /// <summary>Directory of the database and all else that must be backed up. Required; it is created when it is not there.</summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>Connections that read in parallel. Default 4, 1 to 64; each keeps up to <see cref="ReadCacheBytes"/> in memory.</summary>
    public int ReadConnections { get; set; } = 4;

    /// <summary>Pages that a reading connection keeps in memory. Default 8 MiB.</summary>
    public long ReadCacheBytes { get; set; } = 8L << 20;

    /// <summary>Pages that the writer keeps in memory; with a million items less than their indexes slows inserts down. Default 64 MiB.</summary>
    public long WriteCacheBytes { get; set; } = 64L << 20;

    /// <summary>Rows at which a group of writes is closed and committed. Default 4,096, 1 to 1,000,000.</summary>
    public int MaxRowsPerCommit { get; set; } = 4096;

    /// <summary>How much of the write-ahead log is moved into the database at once; the log may grow to four times that. Default 32 MiB.</summary>
    public long CheckpointBytes { get; set; } = 32L << 20;
}
