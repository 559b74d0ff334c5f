using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs;

/// <summary>What callers see of a stored job.</summary>
public sealed class JobViews(ItemKinds kinds)
{
    public JobView ToView(JobRecord job, JobTally tally, IReadOnlyList<JobItemError> errors, DateTimeOffset now) =>
        (job.FinalProgress is null ? job.WithCounts(tally) : job).ShowIn(new JobView(
        job.Id,
        job.Type,
        job.Source,
        null,
        job.OfCollection,
        job.State,
        job.Priority,
        job.WaitingFor,
        job.Question,
        job.Stale,
        job.CreatedAt,
        job.StartedAt,
        job.CompletedAt,
        job.LastProgressAt,
        job.ParentId,
        Progress(job, tally, now),
        errors,
        job.Warnings,
        job.Failure));

    /// <summary>The final figures of an ended job, else those that the store counts now.</summary>
    public JobProgress Progress(JobRecord job, JobTally tally, DateTimeOffset now) =>
        job.FinalProgress is { } final ? Recount(final, tally.FailedHere) : Counted(job, tally, now);

    // What failed when the job ended and no longer counts as failed has become live since.
    private static JobProgress Recount(JobProgress final, long stillFailed)
    {
        var recovered = final.Failed - stillFailed;
        if (recovered == 0)
        {
            return final;
        }

        var byStage = new Dictionary<string, long>(final.ByStage, StringComparer.Ordinal);
        byStage[ItemKind.Live] = byStage.GetValueOrDefault(ItemKind.Live) + recovered;
        return final with { Failed = stillFailed, ByStage = byStage };
    }

    private JobProgress Counted(JobRecord job, JobTally tally, DateTimeOffset now)
    {
        var byStage = StagesOf(job).ToDictionary(stage => stage, _ => 0L, StringComparer.Ordinal);
        foreach (var (state, stage, count) in tally.Counts)
        {
            if (state is not (ItemState.Failed or ItemState.Quarantined or ItemState.Skipped or ItemState.Missing))
            {
                byStage[stage] = byStage.GetValueOrDefault(stage) + count;
            }
        }

        if (job.AwaitedCount > 0)
        {
            byStage[StagesOf(job).First()] += job.AwaitedCount;
        }

        var failed = Sum(tally, ItemState.Failed) + Sum(tally, ItemState.Quarantined);
        var skipped = Sum(tally, ItemState.Skipped);
        var missing = Sum(tally, ItemState.Missing);
        var total = byStage.Values.Sum() + failed + skipped + missing;
        var ended = Sum(tally, ItemState.Live) + failed + skipped + missing;
        return new JobProgress(
            job.ReadToEnd ? total : null,
            byStage,
            failed,
            skipped,
            missing,
            job.UnchangedCount,
            job.ReadToEnd ? Percent(ended, total) : null,
            PerSecond(job, ended, now));
    }

    private IEnumerable<string> StagesOf(JobRecord job) => job.ItemKind is { } name ? kinds.Named(name).Stages : kinds.Stages;

    private static long Sum(JobTally tally, ItemState state) => tally.Counts.Where(count => count.State == state).Sum(count => count.Count);

    // Rounded down, so that 100 means all of them.
    private static double Percent(long ended, long total) => total == 0 ? 100 : Math.Floor(1000.0 * ended / total) / 10;

    private static double? PerSecond(JobRecord job, long ended, DateTimeOffset now) =>
        job.State == JobState.Running && job.StartedAt is { } started && now > started ? Math.Round(ended / (now - started).TotalSeconds, 1) : null;
}
