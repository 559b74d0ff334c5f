using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs;

/// <summary>Makes a job wait while a gate is closed.</summary>
internal sealed class GateWait(JobContext context)
{
    private WaitingFor? _closed;

    /// <summary>An item found a gate closed. Only changes memory.</summary>
    public void Close(WaitingFor closed) => _closed = closed;

    /// <summary>Whether a gate is closed: then the job is stored as waiting, and starts nothing.</summary>
    public async Task<bool> WaitIfClosedAsync(JobRecord job)
    {
        var resource = _closed?.Resource ?? job.WaitingFor?.Resource;
        if (resource is null)
        {
            return false;
        }

        var closed = await FindAsync(job, resource);
        if (closed is null)
        {
            _closed = null;
            await context.Window.DriveWaitingAsync(resource, context.Options);
            return false;
        }

        if (job.State != JobState.Waiting || !string.Equals(job.WaitingFor?.Code, closed.Code, StringComparison.Ordinal))
        {
            await context.SaveAsync(job with { State = JobState.Waiting, WaitingFor = closed }, FeedEvents.JobWaiting);
        }

        return true;
    }

    // A closed gate that no item of the job waits for any more, for example because their collection has moved to another cache folder, does not matter.
    private async Task<WaitingFor?> FindAsync(JobRecord job, string resource)
    {
        var closed = await context.Gates.FindAsync(resource);
        return closed is null || job.IsBlockedBy(closed) || await context.Window.HasWaitingAsync(resource) ? closed : null;
    }
}
