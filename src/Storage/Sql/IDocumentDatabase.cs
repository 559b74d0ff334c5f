using MediaPipeline.Grains.Ports.Storage;
using Orleans.Storage;

namespace MediaPipeline.Storage.Sql;

/// <summary>A database of documents: writes in groups, reads beside them.</summary>
internal interface IDocumentDatabase
{
    /// <summary>What and where it is, for people; without a password.</summary>
    string Description { get; }

    /// <summary>When the task ends the write is durable.</summary>
    Task<T> WriteAsync<T>(Func<SqlSession, T> write, int rows = 1, bool compound = false);

    /// <summary>When the task ends the change is durable; it fails with <see cref="InconsistentStateException"/> where the document has another ETag.</summary>
    Task WriteAsync(DocumentWrite write);

    Task<T> ReadAsync<T>(Func<SqlSession, T> query, CancellationToken cancellationToken);

    /// <summary>Why a picture with this sort key and these texts can never be stored, with the remedy; null where it can.</summary>
    string? FindRefusal(string sortKey, params ReadOnlySpan<string?> texts) => null;

    /// <summary>That the disk is full, where the database lies on one of this machine; null where it is not.</summary>
    StorageFullException? FindFullDisk() => null;

    /// <summary>Writes something of no weight, to find out whether writes are taken.</summary>
    Task ProbeAsync(TimeProvider clock)
    {
        // A small write may fit into what is set aside for the log already, while larger ones fail.
        if (FindFullDisk() is { } full)
        {
            return Task.FromException(full);
        }

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return WriteAsync(session => session.Execute(
            "INSERT INTO write_probe (row, at) VALUES (1, @now) ON CONFLICT (row) DO UPDATE SET at = @now", ("@now", now)));
    }
}
