using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.CacheFolders;

namespace MediaPipeline.Grains.Jobs;

/// <summary>Lets a job hold while a gate is closed, say so, and go on when it has opened.</summary>
internal sealed class GateHold(JobId id, JobWindow window, JobWorkFactory tools, Func<JobRecord, Task> save)
{
    private WaitingFor? _closed;

    /// <summary>Somebody met a closed gate. Only changes what is in memory.</summary>
    public void Close(WaitingFor closed) => _closed = closed;

    /// <summary>Whether a gate is closed: then the job says so and starts nothing.</summary>
    public async Task<bool> HoldAsync(JobRecord job)
    {
        var gate = _closed ?? (job.WaitingFor?.Resource is null ? null : job.WaitingFor);
        if (gate?.Resource is null)
        {
            return false;
        }

        var closed = await AskAsync(job, gate.Resource);
        if (closed is null)
        {
            _closed = null;
            await window.DriveWaitingAsync(gate.Resource, tools.Options);
            return false;
        }

        if (job.State != JobState.Waiting || !string.Equals(job.WaitingFor?.Code, closed.Code, StringComparison.Ordinal))
        {
            var waiting = job with { State = JobState.Waiting, WaitingFor = closed };
            await save(waiting);
            await tools.Reporter.PublishAsync(FeedEvents.JobWaiting, waiting);
        }

        return true;
    }

    /// <summary>The job, running again when it waited for a gate.</summary>
    public async Task<JobRecord> ResumedAsync(JobRecord job)
    {
        if (job.State != JobState.Waiting || job.WaitingFor?.Resource is null)
        {
            return job;
        }

        var resumed = job with { State = JobState.Running, WaitingFor = null, LastProgressAt = tools.Clock.GetUtcNow() };
        await save(resumed);
        await tools.Reporter.PublishAsync(FeedEvents.JobProgress, resumed);
        return resumed;
    }

    // A cache folder that none of the job's pictures waits for any more, since their collection has moved to another one, holds nothing. The job's own folder
    // holds it while its disk is away, and not because it is full: what the job does makes no more room needed.
    private async Task<WaitingFor?> AskAsync(JobRecord job, string resource)
    {
        var closed = await tools.Gates.FindAsync(resource);
        if (closed is null || !resource.StartsWith(CacheFolderGate.Kind.Prefix, StringComparison.Ordinal))
        {
            return closed;
        }

        var own = job.CacheFolderId is { } folder && string.Equals(resource, CacheFolderGate.Of(folder), StringComparison.Ordinal);
        if (own && !string.Equals(closed.Code, CacheFolderCodes.Full, StringComparison.Ordinal))
        {
            return closed;
        }

        var waiting = await tools.Items.ListWaitingForAsync(id, resource, 1, CancellationToken.None);
        return waiting.Count > 0 ? closed : null;
    }
}
