using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Ports.Sources;

namespace MediaPipeline.Grains.Jobs;

/// <summary>Scans, deletions, retries and skips: each phase is a small machine over the stored job, and what is read is driven at the same time.</summary>
internal sealed class CollectionJobWork(JobId id, JobWorkFactory tools, Func<StoredJob, Task> save) : JobWork
{
    private readonly JobWindow _window = new(id, tools.Images, tools.Grains, tools.Clock);
    private CollectionScan? _scan;
    private WaitingFor? _closedGate;
    private DateTimeOffset _notBefore;
    private long _growing;

    public override async Task<bool> StepAsync(StoredJob job)
    {
        if (job.Phase is JobPhase.Cancelling or JobPhase.Deleting)
        {
            return job.Phase == JobPhase.Cancelling ? await CancelAsync(job) : await DeleteAsync(job);
        }

        if (job.State == JobState.Paused || job.Question is not null)
        {
            return false;
        }

        if (await HoldAsync(job))
        {
            return false;
        }

        job = await ResumedAsync(job);
        var more = job.Phase switch
        {
            JobPhase.Reading or JobPhase.MarkingMissing => await ReadAsync(job),
            JobPhase.Retrying => await RetryAsync(job),
            _ => await FinishAsync(job),
        };
        await _window.FillAsync(tools.Options);
        return more;
    }

    public override void ItemRested(ImageId image, WaitingFor? waitingFor)
    {
        _window.Release(image);
        if (waitingFor?.Resource is not null)
        {
            _closedGate = waitingFor;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_scan is not null)
        {
            await _scan.DisposeAsync();
        }
    }

    /// <summary>Whether a gate is closed: then the job says so and starts nothing.</summary>
    private async Task<bool> HoldAsync(StoredJob job)
    {
        var gate = _closedGate ?? (job.WaitingFor?.Resource is null ? null : job.WaitingFor);
        if (gate?.Resource is null)
        {
            return false;
        }

        var closed = await Gates.AskAsync(tools.Grains, gate.Resource);
        if (closed is null)
        {
            _closedGate = null;
            await _window.DriveWaitingAsync(gate.Resource, tools.Options);
            return false;
        }

        if (job.State != JobState.Waiting || !string.Equals(job.WaitingFor?.Code, closed.Code, StringComparison.Ordinal))
        {
            await save(job with { State = JobState.Waiting, WaitingFor = closed, DueAt = Later() });
            await tools.Reporter.PublishAsync(FeedEvents.JobWaiting, job with { State = JobState.Waiting, WaitingFor = closed });
        }

        return true;
    }

    private async Task<StoredJob> ResumedAsync(StoredJob job)
    {
        if (job.State != JobState.Waiting || job.WaitingFor?.Resource is null)
        {
            return job;
        }

        var resumed = job with { State = JobState.Running, WaitingFor = null, LastProgressAt = tools.Clock.GetUtcNow(), DueAt = Later() };
        await save(resumed);
        await tools.Reporter.PublishAsync(FeedEvents.JobProgress, resumed);
        return resumed;
    }

    private async Task<bool> ReadAsync(StoredJob job)
    {
        if (tools.Clock.GetUtcNow() < _notBefore)
        {
            return false;
        }

        if (await CollectionOf(job) is not { } collection)
        {
            await FailAsync(job, "collectionGone", $"Collection {job.CollectionId} is no longer there.");
            return false;
        }

        try
        {
            var marking = job.Phase == JobPhase.MarkingMissing;
            _scan ??= new CollectionScan(job, collection, tools.Recipe, marking, tools.Options.PageSize, tools.Sources, tools.Images, tools.Grains, tools.Clock);
            return await TakeAsync(job, await _scan.ReadPageAsync());
        }
        catch (SourceUnavailableException e)
        {
            await EndScanAsync();
            _closedGate = await tools.Grains.GetGrain<ICollectionWork>(collection.Id.Value).Gate()
                ?? new WaitingFor("sourceUnavailable", Gates.Of(collection.Id), e.Message, tools.Clock.GetUtcNow());
            _notBefore = Later();
            return true;
        }
        catch
        {
            // What it had read is lost with it: the next step begins at the cursor.
            await EndScanAsync();
            throw;
        }
    }

    private async Task<bool> TakeAsync(StoredJob job, ScanPage page)
    {
        _growing += page.Growing;
        var marking = job.Phase == JobPhase.MarkingMissing;
        var read = job with
        {
            Cursor = page.Cursor ?? job.Cursor,
            Unchanged = job.Unchanged + (marking ? 0 : page.Unchanged),
            Seen = job.Seen + (marking ? 0 : page.Seen),
            Vanished = job.Vanished + (marking ? 0 : page.Vanished),
            Ignored = marking ? job.Ignored : job.Ignored.Concat(page.Ignored).GroupBy(i => i.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(i => i.Value), StringComparer.Ordinal),
            Warnings = [.. job.Warnings.Concat(page.Warnings).Distinct(StringComparer.Ordinal).Take(StoredJob.MaxWarnings)],
            LastProgressAt = tools.Clock.GetUtcNow(),
            DueAt = Later(),
        };
        if (!page.End)
        {
            await save(read);
            return true;
        }

        await EndScanAsync();
        return marking ? await DriveOnAsync(read) : await ReadToEndAsync(read);
    }

    /// <summary>All is read: look again at what still grew, ask before much is marked as gone, mark what is gone, or go on.</summary>
    private async Task<bool> ReadToEndAsync(StoredJob job)
    {
        if (_growing > 0)
        {
            _growing = 0;
            _notBefore = tools.Clock.GetUtcNow() + tools.Options.GrowingDelay;
            await save(job with { Cursor = null, Unchanged = 0, Seen = 0, Vanished = 0, Ignored = new Dictionary<string, long>(StringComparer.Ordinal) });
            return false;
        }

        if (job.Vanished == 0)
        {
            return await DriveOnAsync(job);
        }

        if (job.Vanished <= job.Seen)
        {
            return await MarkAsync(job);
        }

        return job.Answers.GetValueOrDefault(ScanQuestion.Code) switch
        {
            null => await AskAsync(job, ScanQuestion.Of(job)),
            ScanQuestion.Mark => await MarkAsync(job),
            ScanQuestion.LookAgain => await LookAgainAsync(job),
            _ => await DriveOnAsync(job),
        };
    }

    private async Task<bool> MarkAsync(StoredJob job)
    {
        await save(job with { Phase = JobPhase.MarkingMissing, Cursor = null });
        return true;
    }

    private async Task<bool> LookAgainAsync(StoredJob job)
    {
        var answers = job.Answers.Where(a => !string.Equals(a.Key, ScanQuestion.Code, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
        await save(job with { Cursor = null, Unchanged = 0, Seen = 0, Vanished = 0, Answers = answers });
        return true;
    }

    private async Task<bool> AskAsync(StoredJob job, JobQuestion question)
    {
        // The cursor goes back, so that the answer is acted upon with what the source has then.
        var asking = job with { State = JobState.Waiting, Question = question, Cursor = null, Unchanged = 0, Seen = 0, Vanished = 0, DueAt = null };
        await save(asking);
        await tools.Reporter.PublishAsync(FeedEvents.JobWaiting, asking);
        return false;
    }

    private async Task<bool> DriveOnAsync(StoredJob job)
    {
        var driving = job with { Phase = JobPhase.Driving, ReadToEnd = true, Cursor = null };
        await save(driving);
        if (job.CollectionId is { } collection)
        {
            await tools.Grains.GetGrain<ICollectionWork>(collection.Value).ScanEnded(job.Id, job.Ignored);
        }

        return true;
    }

    /// <summary>Lets what matches be tried again or skipped, page by page in the order of ids, each once.</summary>
    private async Task<bool> RetryAsync(StoredJob job)
    {
        var sweep = FilterSweep.Of(job);
        var (next, batch) = await sweep.NextAsync(tools.Images, tools.Options.PageSize);
        await sweep.ApplyAsync(job, batch, tools.Grains);
        var swept = job with { Cursor = next, LastProgressAt = tools.Clock.GetUtcNow(), DueAt = Later() };
        await save(next is null ? swept with { Phase = JobPhase.Driving, ReadToEnd = true } : swept);
        return true;
    }

    /// <summary>At the end when the store has nothing outstanding.</summary>
    private async Task<bool> FinishAsync(StoredJob job)
    {
        if (!_window.IsEmpty)
        {
            return false;
        }

        var outstanding = await tools.Reporter.OutstandingAsync(job);
        if (outstanding.Count == 0)
        {
            await tools.Reporter.EndAsync(job, save);
            return false;
        }

        await tools.Reporter.ExplainWaitingAsync(job, outstanding, save);
        return false;
    }

    private async Task<bool> CancelAsync(StoredJob job)
    {
        await EndScanAsync();
        var begun = await tools.Images.ListByStateAsync(job.Id, [ItemState.Pending, ItemState.Running, ItemState.Waiting], tools.Options.PageSize, CancellationToken.None);
        await Task.WhenAll(begun.Select(i => tools.Grains.GetGrain<Contracts.Images.IImageGrain>(i.Value).Cancel(Images.ImageMachine.CancelledReason)));
        if (begun.Count == 0)
        {
            await tools.Reporter.EndAsync(job with { ReadToEnd = true }, save);
        }

        return begun.Count > 0;
    }

    private async Task<bool> DeleteAsync(StoredJob job)
    {
        var collection = job.CollectionId ?? throw new InvalidOperationException($"Job {job.Id} deletes no collection.");
        foreach (var other in await tools.Jobs.ListUnfinishedAsync(collection, CancellationToken.None))
        {
            if (other != job.Id)
            {
                await tools.Grains.GetGrain<IJobGrain>(other.Value).Cancel();
            }
        }

        var known = await tools.Images.ListKnownAsync(collection, null, tools.Options.PageSize, CancellationToken.None);
        await Task.WhenAll(known.Select(k => tools.Grains.GetGrain<Images.IImageWork>(k.Id.Value).Remove()));
        if (known.Count > 0)
        {
            await save(job with { Unchanged = 0, Vanished = job.Vanished + known.Count, LastProgressAt = tools.Clock.GetUtcNow(), DueAt = Later() });
            return true;
        }

        await tools.Grains.GetGrain<ICollectionWork>(collection.Value).Forget();
        await tools.Reporter.EndAsync(job with { ReadToEnd = true }, save);
        return false;
    }

    private Task FailAsync(StoredJob job, string code, string message) =>
        tools.Reporter.EndAsync(job with { Failure = new ItemError(code, message, job.Phase.ToString(), tools.Clock.GetUtcNow()) }, save);

    private Task<CollectionFacts?> CollectionOf(StoredJob job) =>
        job.CollectionId is { } id ? tools.Grains.GetGrain<ICollectionWork>(id.Value).Describe() : Task.FromResult<CollectionFacts?>(null);

    private async Task EndScanAsync()
    {
        if (_scan is not null)
        {
            await _scan.DisposeAsync();
            _scan = null;
        }
    }

    private DateTimeOffset Later() => tools.Clock.GetUtcNow() + tools.Options.CompareEvery;
}
