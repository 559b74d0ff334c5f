using MediaPipeline.Grains.Ports.Storage;
using Orleans.Storage;

namespace MediaPipeline.Storage.Sql;

/// <summary>A database of documents: writes in groups, concurrent reads.</summary>
internal interface IDocumentDatabase
{
    /// <summary>Display name with its location; without a password.</summary>
    string Description { get; }

    /// <summary>When the task completes, the write is durable.</summary>
    Task<T> WriteAsync<T>(Func<SqlSession, T> write, int rows = 1, bool compound = false);

    /// <summary>
    /// When the task completes, the change is durable; it fails with <see cref="InconsistentStateException"/> where the document has another ETag.
    /// </summary>
    Task WriteAsync(DocumentWrite write);

    Task<T> ReadAsync<T>(Func<SqlSession, T> query, CancellationToken cancellationToken);

    /// <summary>Why a picture with this sort key and these texts can never be stored, with the remedy; null where it can.</summary>
    string? FindRefusal(string sortKey, params ReadOnlySpan<string?> texts) => null;

    /// <summary>A full disk, if the database is on a disk of this machine; otherwise null.</summary>
    StorageFullException? FindFullDisk() => null;

    /// <summary>Writes a dummy row, to find out whether writes are accepted.</summary>
    Task ProbeAsync(TimeProvider clock)
    {
        // A small write may fit into space already allocated for the log, while larger ones fail.
        if (FindFullDisk() is { } full)
        {
            return Task.FromException(full);
        }

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return WriteAsync(session => session.Execute(
            "INSERT INTO write_probe (row, at) VALUES (1, @now) ON CONFLICT (row) DO UPDATE SET at = @now", ("@now", now)));
    }
}
