using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.CacheFolders;

namespace MediaPipeline.Grains.Jobs.Folders;

/// <summary>
/// Looks for orphaned files, and deletes them unless it is a dry run. One of the schedule counts first, and asks a person when more than half of what lies there
/// would go: a database that was put back from a backup knows nothing of what was made since.
/// </summary>
internal sealed class CleanUpWork(JobId id, JobWorkFactory tools, Func<JobRecord, Task> save) : FolderJobWork(id, tools, save)
{
    private readonly OrphanSweep _sweep = new(tools);

    public override ValueTask DisposeAsync() => _sweep.DisposeAsync();

    protected override async Task<bool> AdvanceAsync(JobRecord job, CacheFolderState folder)
    {
        var how = job.CleanUp ?? throw new InvalidOperationException($"Job {job.Id} does not say what it cleans up.");
        if (job.Phase == JobPhase.Counting && job.Answers.TryGetValue(OrphanQuestion.Code, out var answer))
        {
            return await GoOnAsync(job, string.Equals(answer, OrphanQuestion.Delete, StringComparison.Ordinal));
        }

        // From its start, so that what is made while it runs is young whatever the age asked for.
        var changedUntil = (job.StartedAt ?? job.CreatedAt) - TimeSpan.FromDays(how.OlderThanDays);
        if (await _sweep.StepAsync(job, folder, changedUntil, delete: job.Phase == JobPhase.Cleaning) is not { } step)
        {
            return await EndPassAsync(job, how);
        }

        if (step.Whole)
        {
            await SaveAsync(step.Job);
        }

        return true;
    }

    private async Task<bool> EndPassAsync(JobRecord job, CleanUp how)
    {
        if (job.Phase == JobPhase.Cleaning || how.DryRun)
        {
            await DriveOnAsync(job);
            return true;
        }

        var report = job.Report ?? new FolderReport();
        return 2 * report.OrphanFiles > report.DiskFiles ? await AskAsync(job, report) : await GoOnAsync(job, delete: true);
    }

    private async Task<bool> GoOnAsync(JobRecord job, bool delete)
    {
        if (!delete || job.Report is null or { OrphanFiles: 0 })
        {
            await DriveOnAsync(job);
            return true;
        }

        await DisposeAsync();
        await SaveAsync(job with { Phase = JobPhase.Cleaning, Cursor = null, Report = new FolderReport() });
        return true;
    }

    private async Task<bool> AskAsync(JobRecord job, FolderReport report)
    {
        var asking = job with { State = JobState.Waiting, Question = OrphanQuestion.Of(job, report), DueAt = null };
        await Save(asking);
        await Tools.Reporter.PublishAsync(FeedEvents.JobWaiting, asking);
        return false;
    }
}
