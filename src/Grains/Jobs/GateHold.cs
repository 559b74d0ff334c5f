using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs;

/// <summary>Lets a job hold while a gate is closed, and say so.</summary>
internal sealed class GateHold(JobContext context)
{
    private WaitingFor? _closed;

    /// <summary>Somebody met a closed gate. Only changes what is in memory.</summary>
    public void Close(WaitingFor closed) => _closed = closed;

    /// <summary>Whether a gate is closed: then the job says so and starts nothing.</summary>
    public async Task<bool> HoldAsync(JobRecord job)
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

    // A gate that none of the job's items waits for any more, as when their collection has moved to another cache folder, holds nothing.
    private async Task<WaitingFor?> FindAsync(JobRecord job, string resource)
    {
        var closed = await context.Gates.FindAsync(resource);
        return closed is null || job.IsHeldBy(closed) || await context.Window.HasWaitingAsync(resource) ? closed : null;
    }
}
