using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Sql.Collections;
using MediaPipeline.Storage.Sql.Items;
using MediaPipeline.Storage.Sql.Jobs;

namespace MediaPipeline.Storage.Sql;

internal sealed class SqlDueStore(IDocumentDatabase database, JobSql jobs, StoredKinds kinds, CollectionSql collections) : IDueStore
{
    public Task<IReadOnlyList<DueEntry>> ListDueAsync(int shard, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DueEntry>>(
            session =>
            {
                var due = List(session, jobs.Due, StateNames.Jobs, shard, now, int.MaxValue);
                due.AddRange(kinds.All.SelectMany(kind => List(session, kind.Sql.Due, kind.Table.Name, shard, now, limit)));
                due.AddRange(List(session, collections.DueFolders, StateNames.CacheFolders, shard, now, limit));
                return [.. due.OrderBy(thing => thing.DueAt)];
            },
            cancellationToken);

    private static List<DueEntry> List(SqlSession session, string sql, string stateName, int shard, DateTimeOffset now, int limit) => session.Query(
        sql,
        row => new DueEntry(stateName, row.GetString(0), row.Time(1)),
        ("@shard", shard),
        ("@now", now.ToUnixTimeMilliseconds()),
        ("@limit", limit));
}
