namespace MediaPipeline.Storage.Sql;

/// <summary>A database of documents: writes in groups, reads beside them.</summary>
internal interface IDocumentDatabase
{
    /// <summary>Where it is, for people; without a password.</summary>
    string Place { get; }

    /// <summary>When the task ends the write is durable.</summary>
    Task<T> WriteAsync<T>(Func<SqlSession, T> write, int rows = 1, bool compound = false);

    Task<T> ReadAsync<T>(Func<SqlSession, T> query, CancellationToken cancellationToken);

    /// <summary>Writes something of no weight, to find out whether writes are taken.</summary>
    Task ProbeAsync();
}
