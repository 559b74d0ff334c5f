using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Sql.Collections;
using MediaPipeline.Storage.Sql.Images;
using MediaPipeline.Storage.Sql.Jobs;

namespace MediaPipeline.Storage.Sql;

internal sealed class SqlDueStore(IDocumentDatabase database) : IDueStore
{
    public Task<IReadOnlyList<DueThing>> ListDueAsync(int shard, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DueThing>>(
            session =>
            {
                var jobs = List(session, JobSql.Due, StateNames.Jobs, shard, now, int.MaxValue);
                var images = List(session, ImageSql.Due, StateNames.Images, shard, now, limit);
                var folders = List(session, CollectionSql.DueFolders, StateNames.CacheFolders, shard, now, limit);
                return [.. jobs.Concat(images).Concat(folders).OrderBy(thing => thing.DueAt)];
            },
            cancellationToken);

    private static List<DueThing> List(SqlSession session, string sql, string stateName, int shard, DateTimeOffset now, int limit) => session.Query(
        sql,
        row => new DueThing(stateName, row.GetString(0), row.Time(1)),
        ("$shard", shard),
        ("$now", now.ToUnixTimeMilliseconds()),
        ("$limit", limit));
}
