using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Events;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Jobs.Scan;

/// <summary>Reads a collection's source page by page, asks before many items are marked as missing, marks them; items are driven at the same time.</summary>
internal sealed class ScanSteps(
    JobContext context,
    ISourceReader sources,
    IItemStore items,
    IImageStore images,
    IGrainFactory grains,
    IOptionsMonitor<RenditionOptions> renditions) : ItemDrivingSteps<ScanRecord>(context)
{
    private CollectionScan? _scan;
    private Task? _page;
    private DateTimeOffset _notBefore;
    private long _growing;

    public override ValueTask DisposeAsync() => new(EndScanAsync());

    protected override Task<bool> AdvanceAsync(ScanRecord job) =>
        string.Equals(job.Phase, ScanPhases.Verifying, StringComparison.Ordinal) ? VerifyAsync(job) : WalkAsync(job);

    private async Task<bool> WalkAsync(ScanRecord job)
    {
        if (Context.Clock.GetUtcNow() < _notBefore)
        {
            return false;
        }

        if (await grains.GetGrain<ICollectionGrainInternal>(job.CollectionId.Value).Describe() is not { } collection)
        {
            await FailAsync(job, "collectionGone", $"Collection {job.CollectionId} is no longer there.");
            return false;
        }

        try
        {
            var marking = IsMarking(job);
            var recipe = RenditionRecipe.Of(renditions.CurrentValue);
            _scan ??= new CollectionScan(job, collection, recipe, marking, Context.Options.PageSize, sources, items, images, grains, Context.Clock);
            return IsPageThere(_scan) && await TakeAsync(job, await _scan.TakePagesAsync());
        }
        catch (SourceUnavailableException e)
        {
            await EndScanAsync();
            WaitAt(await grains.GetGrain<ICollectionGrain>(collection.Id.Value).FindGate()
                ?? new WaitingFor("sourceUnavailable", SourceGate.Of(collection.Id), e.Message, Context.Clock.GetUtcNow()));
            _notBefore = Context.Clock.GetUtcNow() + Context.Options.CompareEvery;
            return true;
        }
        catch
        {
            // What it had read is lost: the next step starts at the cursor.
            await EndScanAsync();
            throw;
        }
    }

    /// <summary>A slow disk must not block the grain's turns, in which it handles commands: the page requests a turn when it is ready.</summary>
    private bool IsPageThere(CollectionScan scan)
    {
        if (_page is null && !(_page = scan.WaitForPageAsync()).IsCompleted)
        {
            _ = PumpAfterAsync(_page);
        }

        var there = _page.IsCompleted;
        _page = there ? null : _page;
        return there;
    }

    private async Task PumpAfterAsync(Task page)
    {
        // Its exception is thrown where the page is awaited.
        await page.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await grains.GetGrain<IJobGrainInternal>(Context.Id.Value).Pump();
    }

    private async Task<bool> TakeAsync(ScanRecord job, ScanPage page)
    {
        _growing += page.Growing;
        var marking = IsMarking(job);
        var read = job with
        {
            Cursor = page.Cursor ?? job.Cursor,
            Unchanged = job.Unchanged + (marking ? 0 : page.Unchanged),
            Unverified = job.Unverified + (marking ? 0 : page.Unverified),
            Seen = job.Seen + (marking ? 0 : page.Seen),
            Vanished = job.Vanished + (marking ? 0 : page.Vanished),
            Ignored = marking ? job.Ignored : ScanPage.Plus(job.Ignored, page.Ignored),
            Warnings = [.. job.Warnings.Concat(page.Warnings).Distinct(StringComparer.Ordinal).Take(JobRecord.MaxWarnings)],
            LastProgressAt = Context.Clock.GetUtcNow(),
        };
        if (!page.End)
        {
            await Context.SaveAsync(read);
            return true;
        }

        await EndScanAsync();
        return marking ? await DriveOnAsync(read) : await ReadToEndAsync(read);
    }

    /// <summary>
    /// Everything is read: walk again for files that were still growing, ask before many items are marked as missing, mark them, or continue.
    /// </summary>
    private async Task<bool> ReadToEndAsync(ScanRecord job)
    {
        if (_growing > 0)
        {
            _growing = 0;
            _notBefore = Context.Clock.GetUtcNow() + Context.Options.GrowingDelay;
            await Context.SaveAsync(FromTheFirst(job) with { Ignored = new Dictionary<string, long>(StringComparer.Ordinal) });
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

    private async Task<bool> MarkAsync(ScanRecord job)
    {
        await Context.SaveAsync(job with { Phase = ScanPhases.MarkingMissing, Cursor = null });
        return true;
    }

    private async Task<bool> LookAgainAsync(ScanRecord job)
    {
        var answers = job.Answers.Where(a => !string.Equals(a.Key, ScanQuestion.Code, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
        await Context.SaveAsync(FromTheFirst(job) with { Answers = answers });
        return true;
    }

    private async Task<bool> AskAsync(ScanRecord job, JobQuestion question)
    {
        // The cursor is reset, so that the answer is applied to the source as it is then.
        var asking = FromTheFirst(job) with { State = JobState.Waiting, Question = question, DueAt = null };
        await Context.SaveAsync(asking, FeedEvents.JobWaiting);
        return false;
    }

    private async Task<bool> DriveOnAsync(ScanRecord job)
    {
        var driving = job with { Phase = job.Verifies ? ScanPhases.Verifying : JobPhases.Driving, ReadToEnd = true, Cursor = null };
        await Context.SaveAsync(driving);
        await grains.GetGrain<ICollectionGrainInternal>(job.CollectionId.Value).ScanEnded(job.Id, job.Ignored);
        return true;
    }

    /// <summary>Takes more pictures only when those taken before have nearly ended: all others stay live until it is their turn.</summary>
    private async Task<bool> VerifyAsync(ScanRecord job)
    {
        if (!Context.Window.HasRoom(Context.Options))
        {
            return false;
        }

        var known = await images.ListKnownAsync(job.CollectionId, job.Cursor, 4 * Context.Options.Window, CancellationToken.None);
        if (known.Count == 0)
        {
            await Context.SaveAsync(job with { Phase = JobPhases.Driving, Cursor = null, Unverified = 0 });
            return true;
        }

        // After a crash some of them have been taken already.
        KnownImage[] due = [.. known.Where(one => one.State == ItemState.Live && one.JobId != job.Id)];
        await GrainCalls.ForEachAsync(due, one => grains.GetGrain<IImageGrainInternal>(one.Id.Value).Verify(job.Id, job.Priority));
        await Context.SaveAsync(job with
        {
            Cursor = known[^1].SortKey,
            Unverified = Math.Max(0, job.Unverified - due.Length),
            LastProgressAt = Context.Clock.GetUtcNow(),
        });
        return true;
    }

    private Task FailAsync(ScanRecord job, string code, string message) =>
        Context.EndAsync(job with { Failure = new ItemError(code, message, job.Phase, Context.Clock.GetUtcNow()) });

    private static ScanRecord FromTheFirst(ScanRecord job) => job with { Cursor = null, Unchanged = 0, Unverified = 0, Seen = 0, Vanished = 0 };

    private static bool IsMarking(ScanRecord job) => string.Equals(job.Phase, ScanPhases.MarkingMissing, StringComparison.Ordinal);

    private async Task EndScanAsync()
    {
        if (_scan is not null)
        {
            await _scan.DisposeAsync();
            (_scan, _page) = (null, null);
        }
    }
}
