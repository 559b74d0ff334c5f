using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Ports.Sources;

namespace MediaPipeline.Grains.Jobs;

/// <summary>A scan: reads its source page by page, asks before much is taken for gone, marks what is gone; what is read is driven at the same time.</summary>
internal sealed class ScanWork(JobId id, JobWorkFactory tools, Func<JobRecord, Task> save) : DrivingWork(id, tools, save)
{
    private CollectionScan? _scan;
    private Task? _page;
    private DateTimeOffset _notBefore;
    private long _growing;

    public override ValueTask DisposeAsync() => new(EndScanAsync());

    protected override async Task<bool> AdvanceAsync(JobRecord job)
    {
        if (Tools.Clock.GetUtcNow() < _notBefore)
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
            _scan ??= new CollectionScan(job, collection, Tools.Recipe, marking, Tools.Options.PageSize, Tools.Sources, Tools.Items, Tools.Images, Tools.Grains, Tools.Clock);
            return IsPageThere(job.Id, _scan) && await TakeAsync(job, await _scan.TakePagesAsync());
        }
        catch (SourceUnavailableException e)
        {
            await EndScanAsync();
            HoldAt(await Tools.Grains.GetGrain<ICollectionGrain>(collection.Id.Value).FindGate()
                ?? new WaitingFor("sourceUnavailable", SourceGate.Of(collection.Id), e.Message, Tools.Clock.GetUtcNow()));
            _notBefore = Tools.Clock.GetUtcNow() + Tools.Options.CompareEvery;
            return true;
        }
        catch
        {
            // What it had read is lost with it: the next step begins at the cursor.
            await EndScanAsync();
            throw;
        }
    }

    /// <summary>A slow disk must not hold the turn, in which the job hears what it is told: the page asks for a turn when it comes.</summary>
    private bool IsPageThere(JobId id, CollectionScan scan)
    {
        if (_page is null && !(_page = scan.WaitForPageAsync()).IsCompleted)
        {
            _ = PumpAfterAsync(id, _page);
        }

        var there = _page.IsCompleted;
        _page = there ? null : _page;
        return there;
    }

    private async Task PumpAfterAsync(JobId id, Task page)
    {
        // What it failed with is thrown where the page is taken.
        await page.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await Tools.Grains.GetGrain<IJobGrainInternal>(id.Value).Pump();
    }

    private async Task<bool> TakeAsync(JobRecord job, ScanPage page)
    {
        _growing += page.Growing;
        var marking = job.Phase == JobPhase.MarkingMissing;
        var read = job with
        {
            Cursor = page.Cursor ?? job.Cursor,
            Unchanged = job.Unchanged + (marking ? 0 : page.Unchanged),
            Seen = job.Seen + (marking ? 0 : page.Seen),
            Vanished = job.Vanished + (marking ? 0 : page.Vanished),
            Ignored = marking ? job.Ignored : ScanPage.Plus(job.Ignored, page.Ignored),
            Warnings = [.. job.Warnings.Concat(page.Warnings).Distinct(StringComparer.Ordinal).Take(JobRecord.MaxWarnings)],
            LastProgressAt = Tools.Clock.GetUtcNow(),
        };
        if (!page.End)
        {
            await Save(read);
            return true;
        }

        await EndScanAsync();
        return marking ? await DriveOnAsync(read) : await ReadToEndAsync(read);
    }

    /// <summary>All is read: look again at what still grew, ask before much is marked as gone, mark what is gone, or go on.</summary>
    private async Task<bool> ReadToEndAsync(JobRecord job)
    {
        if (_growing > 0)
        {
            _growing = 0;
            _notBefore = Tools.Clock.GetUtcNow() + Tools.Options.GrowingDelay;
            await Save(job with { Cursor = null, Unchanged = 0, Seen = 0, Vanished = 0, Ignored = new Dictionary<string, long>(StringComparer.Ordinal) });
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

    private async Task<bool> MarkAsync(JobRecord job)
    {
        await Save(job with { Phase = JobPhase.MarkingMissing, Cursor = null });
        return true;
    }

    private async Task<bool> LookAgainAsync(JobRecord job)
    {
        var answers = job.Answers.Where(a => !string.Equals(a.Key, ScanQuestion.Code, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
        await Save(job with { Cursor = null, Unchanged = 0, Seen = 0, Vanished = 0, Answers = answers });
        return true;
    }

    private async Task<bool> AskAsync(JobRecord job, JobQuestion question)
    {
        // The cursor goes back, so that the answer is acted upon with what the source has then.
        var asking = job with { State = JobState.Waiting, Question = question, Cursor = null, Unchanged = 0, Seen = 0, Vanished = 0, DueAt = null };
        await Save(asking);
        await Tools.Reporter.PublishAsync(FeedEvents.JobWaiting, asking);
        return false;
    }

    private async Task<bool> DriveOnAsync(JobRecord job)
    {
        var driving = job with { Phase = JobPhase.Driving, ReadToEnd = true, Cursor = null };
        await Save(driving);
        if (job.CollectionId is { } collection)
        {
            await Tools.Grains.GetGrain<ICollectionGrainInternal>(collection.Value).ScanEnded(job.Id, job.Ignored);
        }

        return true;
    }

    private Task FailAsync(JobRecord job, string code, string message) =>
        Tools.Reporter.EndAsync(job with { Failure = new ItemError(code, message, job.Phase.ToString(), Tools.Clock.GetUtcNow()) }, Save);

    private Task<CollectionFacts?> CollectionOf(JobRecord job) =>
        job.CollectionId is { } id ? Tools.Grains.GetGrain<ICollectionGrainInternal>(id.Value).Describe() : Task.FromResult<CollectionFacts?>(null);

    private async Task EndScanAsync()
    {
        if (_scan is not null)
        {
            await _scan.DisposeAsync();
            (_scan, _page) = (null, null);
        }
    }
}
