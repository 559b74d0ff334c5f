namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>Due items, jobs and cache folders, by shard.</summary>
public interface IDueStore
{
    /// <summary>Number of shards; the shard of an entry is the last hexadecimal digit of its id.</summary>
    const int Shards = 16;

    /// <summary>Entries of that shard that are due at or before <paramref name="now"/>, the earliest first.</summary>
    /// <param name="limit">Most of each kind. Not applied to jobs: active ones are always due, and would displace others.</param>
    Task<IReadOnlyList<DueEntry>> ListDueAsync(int shard, DateTimeOffset now, int limit, CancellationToken cancellationToken);
}

/// <param name="StateName">The table: that of a kind of item, <see cref="StateNames.Jobs"/> or <see cref="StateNames.CacheFolders"/>.</param>
public sealed record DueEntry(string StateName, string Id, DateTimeOffset DueAt);
