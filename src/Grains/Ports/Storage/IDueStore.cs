namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>What is due: items, jobs and cache folders whose time has come, by shard.</summary>
public interface IDueStore
{
    /// <summary>Number of shards; a thing's shard is the last hexadecimal digit of its id.</summary>
    const int Shards = 16;

    /// <summary>Things of that shard that are due at or before <paramref name="now"/>, the earliest first.</summary>
    /// <param name="limit">Most of each kind. Not of jobs: those that go on are always due, and would keep others out.</param>
    Task<IReadOnlyList<DueEntry>> ListDueAsync(int shard, DateTimeOffset now, int limit, CancellationToken cancellationToken);
}

/// <param name="StateName">The table: that of a kind of item, <see cref="StateNames.Jobs"/> or <see cref="StateNames.CacheFolders"/>.</param>
public sealed record DueEntry(string StateName, string Id, DateTimeOffset DueAt);
