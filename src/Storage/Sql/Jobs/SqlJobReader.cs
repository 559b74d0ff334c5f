using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Sql.Images;

namespace MediaPipeline.Storage.Sql.Jobs;

internal sealed class SqlJobReader(IDocumentDatabase database, JobRows rows, JobViews views, CountCache counts, TimeProvider time) : IJobReader
{
    private const int MostErrors = 100;

    public async Task<JobView?> FindAsync(JobId id, CancellationToken cancellationToken)
    {
        var job = await database.ReadAsync(session => session.First(JobSql.Find, rows.Read, ("$id", id.Value)), cancellationToken);
        if (job is null)
        {
            return null;
        }

        var tally = await TallyAsync(job, cancellationToken);
        var errors = tally.FailedHere == 0 ? [] : await database.ReadAsync(
            session => session.Query(ImageSql.ErrorsOf, row => ItemViews.ToError(ImageRows.Read(row)), ("$job", id.Value), ("$limit", MostErrors)), cancellationToken);
        return views.ToView(job, tally, errors, time.GetUtcNow());
    }

    public async Task<Page<JobView>> ListAsync(JobFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var parameters = JobSql.Parameters(filter);
        var total = await database.ReadAsync(session => session.Number(JobSql.Count(filter), parameters), cancellationToken);
        var jobs = await database.ReadAsync(
            session => session.Query(JobSql.Page(filter), rows.Read, [.. parameters, ("$limit", page.Size), ("$offset", page.Offset)]), cancellationToken);
        var shown = new List<JobView>(jobs.Count);
        foreach (var job in jobs)
        {
            shown.Add(views.ToView(job, await TallyAsync(job, cancellationToken), [], time.GetUtcNow()));
        }

        return new Page<JobView>(shown, total, page.Number, page.Size);
    }

    // Of an ended job only what still counts as failed is asked for.
    private Task<JobTally> TallyAsync(JobRecord job, CancellationToken cancellationToken) => counts.GetAsync(
        $"job {job.Id} {job.FinalProgress is null}",
        session => job.FinalProgress is null
            ? ImageTallies.OfJob(session, job.Id)
            : new JobTally([], session.Number(ImageSql.FailedIn, ("$job", job.Id.Value))),
        cancellationToken);
}
