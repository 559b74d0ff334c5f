using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs;

/// <summary>
/// Steps of a job that drives items while it takes its own steps. What all such jobs share: they can be cancelled, wait at a closed gate, retry failed items,
/// and end when the store has no outstanding item of theirs.
/// </summary>
internal abstract class ItemDrivingSteps<T>(JobContext context) : JobSteps
    where T : JobRecord
{
    private readonly GateWait _gate = new(context);

    // Of the items that were last found not to be at an end.
    private readonly HashSet<string> _cancelled = new(StringComparer.Ordinal);

    protected JobContext Context => context;

    public sealed override Task<bool> StepAsync(JobRecord job) => StepAsync((T)job);

    public sealed override void ItemIdle(string item, WaitingFor? waitingFor)
    {
        context.Window.Release(item);
        if (waitingFor?.Resource is not null)
        {
            _gate.Close(waitingFor);
        }
    }

    /// <summary>A small step in a phase specific to this kind. True when there is more to do at once.</summary>
    protected virtual Task<bool> AdvanceAsync(T job) => throw new InvalidOperationException($"Job {job.Id} of type {job.Type} has no phase '{job.Phase}'.");

    /// <summary>Retries one of the items that the job's retry is about.</summary>
    protected virtual Task RetryAsync(T job, IItemGrain item) => item.Retry(job.Id);

    /// <summary>Waits until that gate is open.</summary>
    protected void WaitAt(WaitingFor closed) => _gate.Close(closed);

    private async Task<bool> StepAsync(T job)
    {
        if (IsAt(job, JobPhases.Cancelling))
        {
            return await CancelAsync(job);
        }

        if (job.State == JobState.Paused || job.Question is not null || await _gate.WaitIfClosedAsync(job))
        {
            return false;
        }

        job = await ResumeAsync(job);
        var more = job.Phase switch
        {
            JobPhases.Retrying => await RetryAsync(job),
            JobPhases.Driving => await FinishAsync(job),
            _ => await AdvanceAsync(job),
        };
        await context.Window.FillAsync(context.Options);
        return more;
    }

    private async Task<T> ResumeAsync(T job)
    {
        if (job.State != JobState.Waiting || job.WaitingFor?.Resource is null)
        {
            return job;
        }

        var resumed = job with { State = JobState.Running, WaitingFor = null, LastProgressAt = context.Clock.GetUtcNow() };
        await context.SaveAsync(resumed, FeedEvents.JobProgress);
        return resumed;
    }

    /// <summary>Page by page in the order of ids, each item once.</summary>
    private async Task<bool> RetryAsync(T job)
    {
        var next = await context.Sweep.ApplyAsync(job.RetryFilter, job.Cursor, context.Options.PageSize, item => RetryAsync(job, item));
        var swept = job with { Cursor = next, LastProgressAt = context.Clock.GetUtcNow() };
        await context.SaveAsync(next is null ? swept with { Phase = JobPhases.Driving, ReadToEnd = true } : swept);
        return true;
    }

    /// <summary>Ends the job when the store has no outstanding item.</summary>
    private async Task<bool> FinishAsync(T job)
    {
        if (context.Window.IsEmpty)
        {
            await context.TryEndAsync(job);
        }

        return false;
    }

    private async Task<bool> CancelAsync(T job)
    {
        await DisposeAsync();
        var unended = await context.Sweep.ListUnendedAsync(job.Id, context.Options.PageSize);
        if (unended.Count == 0)
        {
            await context.EndAsync(job with { ReadToEnd = true });
            return false;
        }

        // Some have effects to undo first, and are found again until that is done. Each notifies the job when it has ended.
        _cancelled.IntersectWith(unended);
        string[] more = [.. unended.Except(_cancelled, StringComparer.Ordinal)];
        await context.Sweep.CancelAsync(more);
        _cancelled.UnionWith(more);
        return more.Length > 0 && unended.Count == context.Options.PageSize;
    }

    private static bool IsAt(T job, string phase) => string.Equals(job.Phase, phase, StringComparison.Ordinal);
}
