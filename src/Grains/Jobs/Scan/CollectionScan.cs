using System.Threading.Channels;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs.Scan;

/// <summary>
/// A scan of a collection under way, from its cursor on. Reading stores rows for what is new and notifies the grains of what changed; what is gone is only
/// counted, except for failures of archives, with which no picture is lost. Marking walks once more and marks what is gone, after it is known how much that is.
/// While a page is dealt with, the next ones are read and their rows are on their way to the store: rows may be ahead of the cursor, never behind it.
/// After an exception it is of no more use: another one begins at the stored cursor.
/// </summary>
internal sealed class CollectionScan(
    ScanRecord job,
    CollectionFacts collection,
    string recipe,
    bool marking,
    int pageSize,
    ISourceReader sources,
    IItemStore items,
    IImageStore images,
    IGrainFactory grains,
    TimeProvider clock) : IAsyncDisposable
{
    private const int PagesAhead = 2;
    private readonly Channel<PageInProgress> _pages = Channel.CreateBounded<PageInProgress>(PagesAhead);
    private readonly CancellationTokenSource _stop = new();
    private Task? _reading;

    public bool Marking => marking;

    /// <summary>Ends when the next page, or the reason why there is none, can be taken: soon, or after minutes where a disk is slow.</summary>
    public Task WaitForPageAsync()
    {
        _reading ??= Task.Run(ReadAsync);
        return _pages.Reader.WaitToReadAsync().AsTask();
    }

    /// <summary>
    /// The next page, and those behind it that are stored meanwhile: the job's cursor is written once for all of them, so that it never falls behind the rows.
    /// </summary>
    public async Task<ScanPage> TakePagesAsync()
    {
        await _pages.Reader.WaitToReadAsync();
        var taken = await TakeAsync(await _pages.Reader.ReadAsync());
        for (var more = PagesAhead; more > 0 && !taken.End && _pages.Reader.TryRead(out var next); more--)
        {
            taken = taken.Then(await TakeAsync(next));
        }

        return taken;
    }

    private async Task<ScanPage> TakeAsync(PageInProgress page)
    {
        await page.Stored;
        await NotifyAsync(page);
        return page.Result();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await (_reading ?? Task.CompletedTask);
        while (_pages.Reader.TryRead(out var page))
        {
            // Whoever reads on from the cursor gets the same failure again.
            await page.Stored.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _stop.Dispose();
    }

    private async Task ReadAsync()
    {
        var page = new PageInProgress();
        try
        {
            var source = sources.ListAsync(collection.Path, collection.Kind, job.Cursor, _stop.Token);
            var known = ScanMerge.KnownAsync(images, collection.Id, job.Cursor, pageSize);
            await using var steps = ScanMerge.WalkAsync(source, known).GetAsyncEnumerator(_stop.Token);
            while (!page.End)
            {
                page = await ReadNextAsync(steps);
                page.Stored = page.New.Count == 0 || marking
                    ? Task.CompletedTask
                    : items.InsertAbsentAsync([.. page.New.Select(FirstRecord)], CancellationToken.None);
                await _pages.Writer.WriteAsync(page, _stop.Token);
            }
        }
        catch (Exception e)
        {
            // Nobody takes the last page any more, but its rows are on their way: whoever cancels the scan is to find them stored.
            await page.Stored.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // Thrown where the next page is waited for.
            _pages.Writer.Complete(e);
        }
    }

    private async Task<PageInProgress> ReadNextAsync(IAsyncEnumerator<ScanStep> steps)
    {
        var page = new PageInProgress();
        while (page.Steps < pageSize && !page.End)
        {
            if (await steps.MoveNextAsync())
            {
                var step = WithoutRefused(steps.Current);
                page.Take(step, Find(step));
            }
            else
            {
                page.End = true;
            }
        }

        return page;
    }

    // What can never be stored is reported like what cannot be read: all others go on.
    private ScanStep WithoutRefused(ScanStep step) =>
        step is { Entry: SourceEntry.Picture picture, Known: null } && images.FindRefusal(picture) is { } refusal
        ? step with { Entry = new SourceEntry.Unreadable(picture.SortKey, picture.Path, refusal) }
        : step;

    private ScanFinding Find(ScanStep step) => step switch
    {
        { Entry: SourceEntry.Picture { Growing: true } } => ScanFinding.Growing,
        { Entry: SourceEntry.Picture, Known: null } => ScanFinding.New,
        { Entry: SourceEntry.Picture, Known: { } known } when known.JobId == job.Id => ScanFinding.OfThisJob,
        { Entry: SourceEntry.Picture picture, Known: { } known } => IsUnchanged(picture, known) ? ScanFinding.Unchanged : ScanFinding.Changed,
        { Entry: null, Known: { State: ItemState.Missing } } or { Unreadable: true } => ScanFinding.Kept,
        { Entry: null, Known: { } known } => NaturalKey.IsOfArchive(known.SortKey) ? ScanFinding.FailureGone : ScanFinding.Vanished,
        _ => ScanFinding.NoPicture,
    };

    private bool IsUnchanged(SourceEntry.Picture picture, KnownImage known) =>
        ImageRules.IsUnchanged(known.SourceBytes, known.SourceModifiedAt, known.State, ImageRules.CancelledReason, known.Recipe, Sighting(picture), recipe);

    private async Task NotifyAsync(PageInProgress page)
    {
        if (marking)
        {
            await GrainCalls.ForEachAsync(page.Vanished, known => grains.GetGrain<IImageGrainInternal>(known.Id.Value).Vanished(job.Id));
            return;
        }

        await GrainCalls.ForEachAsync(page.GoneFailures, known => grains.GetGrain<IImageGrainInternal>(known.Id.Value).Vanished(job.Id));
        await GrainCalls.ForEachAsync(page.Changed, async changed =>
        {
            if (!await grains.GetGrain<IImageGrainInternal>(changed.Known.Id.Value).Seen(Sighting(changed.Picture)))
            {
                page.CountUnchanged();
            }
        });
    }

    private ImageRecord FirstRecord(SourceEntry.Picture picture)
    {
        var now = clock.GetUtcNow();
        var id = ImageId.Of(collection.Id, picture.Path, picture.Entry);
        var first = new ImageRecord
        {
            Id = id,
            CollectionId = collection.Id,
            Path = picture.Path,
            Entry = picture.Entry,
            EntryName = picture.EntryName,
            SortKey = picture.SortKey,
            SourceBytes = picture.Bytes,
            SourceModifiedAt = picture.ModifiedAt,
            JobId = job.Id,
            Priority = job.Priority,
            StageTimes = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { [ImageStages.Discovered] = now },
            History = [new HistoryEntry(now, ImageStages.Discovered, "discovered", null, null, null)],
            EnteredAt = now,
        };
        return picture.Fault is not { } fault ? first : first with
        {
            State = ItemState.Failed,
            FailedJobId = job.Id,
            LastError = new ItemError(fault.Code, fault.Message, ImageStages.Discovered, now, picture.EntryName),
            History = [.. first.History, new HistoryEntry(now, ImageStages.Discovered, "failed", null, fault.Code, fault.Message)],
        };
    }

    private SeenSource Sighting(SourceEntry.Picture picture) => new(picture.Bytes, picture.ModifiedAt, job.Id, job.Priority, picture.Fault, picture.EntryName);

    private sealed class PageInProgress
    {
        private readonly Dictionary<string, long> _ignored = new(StringComparer.Ordinal);
        private readonly List<string> _warnings = [];
        private string? _cursor;
        private long _unchanged, _seen, _growing, _entries;

        /// <summary>Ends when the rows of what is new are on disk.</summary>
        public Task Stored { get; set; } = Task.CompletedTask;
        public int Steps { get; private set; }
        public bool End { get; set; }
        public List<SourceEntry.Picture> New { get; } = [];
        public List<(SourceEntry.Picture Picture, KnownImage Known)> Changed { get; } = [];
        public List<KnownImage> Vanished { get; } = [];
        public List<KnownImage> GoneFailures { get; } = [];

        public void CountUnchanged() => _unchanged++;

        public void Take(ScanStep step, ScanFinding finding)
        {
            Steps++;
            _cursor = step.SortKey ?? _cursor;
            _entries += step.Entry is SourceEntry.Picture ? 1 : 0;
            var seen = finding is ScanFinding.Unchanged or ScanFinding.Changed or ScanFinding.OfThisJob;
            _seen += seen || (finding == ScanFinding.Growing && step.Known is not null) ? 1 : 0;
            switch (finding)
            {
                case ScanFinding.New:
                    New.Add((SourceEntry.Picture)step.Entry!);
                    break;
                case ScanFinding.Changed:
                    Changed.Add(((SourceEntry.Picture)step.Entry!, step.Known!));
                    break;
                case ScanFinding.Unchanged:
                    _unchanged++;
                    break;
                case ScanFinding.Growing:
                    _growing++;
                    break;
                case ScanFinding.Vanished:
                    Vanished.Add(step.Known!);
                    break;
                case ScanFinding.FailureGone:
                    GoneFailures.Add(step.Known!);
                    break;
                case ScanFinding.NoPicture when step.Entry is SourceEntry.Ignored ignored:
                    _ignored[ignored.Extension] = _ignored.GetValueOrDefault(ignored.Extension) + 1;
                    break;
                case ScanFinding.NoPicture when step.Entry is SourceEntry.Unreadable unreadable:
                    _warnings.Add(unreadable.Message);
                    break;
            }
        }

        public ScanPage Result() => new(_cursor, End, _entries, _unchanged, _seen, Vanished.Count, _growing, _ignored, _warnings);
    }
}
