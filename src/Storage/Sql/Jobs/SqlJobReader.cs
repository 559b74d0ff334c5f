using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Reading;
using MediaPipeline.Grains.Jobs;
using MediaPipeline.Grains.Ports.Storage;
using MediaPipeline.Storage.Sql.Items;

namespace MediaPipeline.Storage.Sql.Jobs;

internal sealed class SqlJobReader(
    IDocumentDatabase database, JobSql sql, JobRows rows, JobViews views, StoredKinds kinds, CountCache counts, TimeProvider clock) : IJobReader
{
    private const int MostErrors = 100;

    public async Task<JobView?> FindAsync(JobId id, CancellationToken cancellationToken)
    {
        var job = await database.ReadAsync(session => session.First(sql.Find, rows.Read, ("@id", id.Value)), cancellationToken);
        if (job is null)
        {
            return null;
        }

        var tally = await TallyAsync(job, cancellationToken);
        var errors = tally.FailedHere == 0 ? [] : await database.ReadAsync(
            session => ItemTallies.ErrorsOf(session, kinds, id, MostErrors), cancellationToken);
        return views.ToView(job, tally, errors, clock.GetUtcNow());
    }

    public async Task<Page<JobView>> ListAsync(JobFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var parameters = JobSql.Parameters(filter);
        var total = await database.ReadAsync(session => session.Number(sql.Count(filter), parameters), cancellationToken);
        var list = $"jobs {filter}";
        var keys = page.Cursor is { } cursor ? PageCursor.Read(list, cursor, JobSql.Keys.Types) : null;
        var jobs = await database.ReadAsync(
            session => session.Query(
                keys is null ? sql.Page(filter) : sql.PageAfter(filter),
                rows.Read,
                [.. parameters, ("@limit", page.Wanted()), .. keys is null ? [("@offset", page.Offset)] : Keyset.Parameters(keys)]),
            cancellationToken);
        var shown = new List<JobView>(jobs.Count);
        foreach (var job in jobs.Take(page.Size))
        {
            shown.Add(views.ToView(job, await TallyAsync(job, cancellationToken), [], clock.GetUtcNow()));
        }

        return page.Filled(shown, total, jobs.Count > page.Size ? PageCursor.Write(list, shown[^1].Id.Value) : null);
    }

    // For an ended job only items that still count as failed are queried.
    private Task<JobTally> TallyAsync(JobRecord job, CancellationToken cancellationToken) => counts.GetAsync(
        $"job {job.Id} {job.FinalProgress is null}",
        session => job.FinalProgress is null
            ? ItemTallies.OfJob(session, kinds, job.Id)
            : new JobTally([], ItemTallies.FailedIn(session, kinds, job.Id)),
        cancellationToken);
}
