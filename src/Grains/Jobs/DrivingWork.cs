using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Images;

namespace MediaPipeline.Grains.Jobs;

/// <summary>
/// Work that drives pictures while it goes on with its own. What all such jobs share: they can be cancelled, hold at a closed gate, try again what failed,
/// and end when the store has nothing of theirs outstanding.
/// </summary>
internal abstract class DrivingWork : JobWork
{
    private readonly JobWindow _window;
    private readonly GateHold _gate;

    protected DrivingWork(JobId id, JobWorkFactory tools, Func<JobRecord, Task> save)
    {
        (Tools, Save) = (tools, save);
        _window = new JobWindow(id, tools.Items, tools.Kinds, tools.Grains, tools.Clock);
        _gate = new GateHold(id, _window, tools, save);
    }

    protected JobWorkFactory Tools { get; }

    /// <summary>Stores a new state of the job.</summary>
    protected Func<JobRecord, Task> Save { get; }

    public sealed override async Task<bool> StepAsync(JobRecord job)
    {
        if (job.Phase == JobPhase.Cancelling)
        {
            return await CancelAsync(job);
        }

        if (job.State == JobState.Paused || job.Question is not null || await _gate.HoldAsync(job))
        {
            return false;
        }

        job = await _gate.ResumedAsync(job);
        var more = job.Phase switch
        {
            JobPhase.Retrying => await RetryAsync(job),
            JobPhase.Driving => await FinishAsync(job),
            _ => await AdvanceAsync(job),
        };
        await _window.FillAsync(Tools.Options);
        return more;
    }

    public sealed override void ItemIdle(string item, WaitingFor? waitingFor)
    {
        _window.Release(item);
        if (waitingFor?.Resource is not null)
        {
            _gate.Close(waitingFor);
        }
    }

    /// <summary>A small step of what this kind of job does before it only drives. True when there is more to do at once.</summary>
    protected abstract Task<bool> AdvanceAsync(JobRecord job);

    /// <summary>Holds until that gate is open.</summary>
    protected void HoldAt(WaitingFor closed) => _gate.Close(closed);

    /// <summary>Lets what matches be tried again or skipped, page by page in the order of ids, each once.</summary>
    private async Task<bool> RetryAsync(JobRecord job)
    {
        var sweep = FilterSweep.Of(job);
        var (next, batch) = await sweep.NextAsync(Tools.Items, Tools.Options.PageSize);
        await sweep.ApplyAsync(job, batch, Tools.Kinds, Tools.Grains);
        var swept = job with { Cursor = next, LastProgressAt = Tools.Clock.GetUtcNow() };
        await Save(next is null ? swept with { Phase = JobPhase.Driving, ReadToEnd = true } : swept);
        return true;
    }

    /// <summary>At the end when the store has nothing outstanding.</summary>
    private async Task<bool> FinishAsync(JobRecord job)
    {
        if (!_window.IsEmpty)
        {
            return false;
        }

        var outstanding = await Tools.Reporter.OutstandingAsync(job);
        if (outstanding.Count == 0)
        {
            await Tools.Reporter.EndAsync(job, Save);
            return false;
        }

        await Tools.Reporter.ExplainWaitingAsync(job, outstanding, Save);
        return false;
    }

    private async Task<bool> CancelAsync(JobRecord job)
    {
        await DisposeAsync();
        var begun = await Tools.Items.ListByStateAsync(job.Id, [ItemState.Pending, ItemState.Running, ItemState.Waiting], Tools.Options.PageSize, CancellationToken.None);
        await GrainCalls.ForEachAsync(begun, i => Tools.Kinds.GrainOf(Tools.Grains, i).Cancel(ImageRules.CancelledReason));
        if (begun.Count == 0)
        {
            await Tools.Reporter.EndAsync(job with { ReadToEnd = true }, Save);
        }

        return begun.Count > 0;
    }
}
