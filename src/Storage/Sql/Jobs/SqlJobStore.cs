using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Storage.Sql.Jobs;

internal sealed class SqlJobStore(IDocumentDatabase database, JobSql sql, JobRows rows) : IJobStore
{
    public Task<JobRecord?> FindAsync(JobId id, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.First(sql.Find, rows.ReadStrictly, ("@id", id.Value)), cancellationToken);

    public async Task<IReadOnlyList<JobId>> ListUnfinishedAsync(CollectionId collection, CancellationToken cancellationToken) => await database.ReadAsync(
        session => session.Query(sql.UnfinishedOfCollection, row => row.Id<JobId>(0), ("@collection", collection.Value)),
        cancellationToken);
}
