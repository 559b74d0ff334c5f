namespace MediaPipeline.Storage.Postgres;

/// <summary>Connection and load settings of PostgreSQL.</summary>
public sealed class PostgresStorageOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Storage";

    /// <summary>For example <c>Host=db;Username=media;Password=…;Database=media</c>. Required, unless <see cref="ConnectionStringFile"/> is given.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>A file that holds the connection string and nothing else, so that the password is in no setting. Default none.</summary>
    public string ConnectionStringFile { get; set; } = "";

    /// <summary>How long the start waits for a server that does not answer yet. Default 1 min, 0 to 1 h; 0 ends the start at once, as a refusal does.</summary>
    public TimeSpan WaitForServer { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Connections that read in parallel. Default 8, 1 to 64; one more writes.</summary>
    public int ReadConnections { get; set; } = 8;

    /// <summary>Rows at which a group of writes is closed and committed. Default 4,096, 1 to 1,000,000.</summary>
    public int MaxRowsPerCommit { get; set; } = 4096;
}
