using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.CacheFolders;

/// <summary>When the jobs of a folder's schedule are due: a pure function of its state and the options. What was missed while nothing ran is done once.</summary>
internal static class FolderSchedule
{
    /// <summary>The job that is due at that time, the first in line; null when none is.</summary>
    public static JobType? DueJob(CacheFolderState folder, CacheFolderOptions options, DateTimeOffset now) =>
        All(folder, options).Where(due => due.At <= now).OrderBy(due => due.At).Select(due => (JobType?)due.Job).FirstOrDefault();

    /// <summary>When the next one is due; null when the schedule is off.</summary>
    public static DateTimeOffset? Next(CacheFolderState folder, CacheFolderOptions options) => All(folder, options).Min(due => (DateTimeOffset?)due.At);

    private static IEnumerable<(JobType Job, DateTimeOffset At)> All(CacheFolderState folder, CacheFolderOptions options)
    {
        if (options.ReconcileEvery > TimeSpan.Zero)
        {
            yield return (JobType.Reconcile, (folder.Reconcile?.StartedAt ?? folder.CreatedAt) + options.ReconcileEvery);
        }

        if (options.CleanOrphansEvery > TimeSpan.Zero)
        {
            yield return (JobType.CleanOrphans, (folder.CleanUp?.StartedAt ?? folder.CreatedAt) + options.CleanOrphansEvery);
        }
    }
}
