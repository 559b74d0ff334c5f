using System.Threading.Channels;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Sources;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs.Scan;

/// <summary>
/// A running scan of a collection, from its cursor on. Reading stores rows for what is new and notifies the grains of what changed; vanished entries are only
/// counted, except failed archives, with which no picture is lost. Marking walks again and marks vanished entries as missing, once their number is known. While
/// one page is processed, the next ones are read and their rows stored: rows may be ahead of the cursor, never behind it. After an exception the instance must
/// not be used again: a new one starts at the stored cursor.
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

    /// <summary>Completes when the next page, or the reason why there is none, is available: soon, or after minutes if a disk is slow.</summary>
    public Task WaitForPageAsync()
    {
        _reading ??= Task.Run(ReadAsync);
        return _pages.Reader.WaitToReadAsync().AsTask();
    }

    /// <summary>
    /// The next page, merged with following ones that are already stored: the job's cursor is written once for all of them, so that it does not fall behind.
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
            // Reading from the cursor again gives the same failure.
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
            // The last page is not used any more, but its rows are being stored: a cancellation must find them in the store.
            await page.Stored.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // Rethrown where the next page is awaited.
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

    // Entries that can never be stored are reported like unreadable ones: all others continue.
    private ScanStep WithoutRefused(ScanStep step) =>
        step is { Entry: SourceEntry.Picture picture, Known: null } && images.FindRefusal(picture) is { } refusal
        ? step with { Entry = new SourceEntry.Unreadable(picture.SortKey, picture.Path, refusal) }
        : step;

    private ScanFinding Find(ScanStep step) => step switch
    {
        { Entry: SourceEntry.Picture { Growing: true } } => ScanFinding.Growing,
        { Entry: SourceEntry.Picture, Known: null } => ScanFinding.New,
        { Entry: SourceEntry.Picture, Known: { } known } when known.JobId == job.Id => ScanFinding.OfThisJob,
        { Entry: SourceEntry.Picture picture, Known: { } known } => IsUnchanged(picture, known) ? Unchanged(known) : ScanFinding.Changed,
        { Entry: null, Known: { State: ItemState.Missing } } or { Unreadable: true } => ScanFinding.Kept,
        { Entry: null, Known: { } known } => NaturalKey.IsOfArchive(known.SortKey) ? ScanFinding.FailureGone : ScanFinding.Vanished,
        _ => ScanFinding.NoPicture,
    };

    private ScanFinding Unchanged(KnownImage known) => job.Verifies && known.State == ItemState.Live ? ScanFinding.Unverified : ScanFinding.Unchanged;

    private bool IsUnchanged(SourceEntry.Picture picture, KnownImage known) =>
        known.SourceStamp.Knows(picture.Stamp) && ImageRules.IsUnchanged(
            Sighting(picture).IsOf(known.SourceBytes, known.SourceModifiedAt, known.SourceStamp),
            known.State,
            ImageRules.CancelledReason,
            known.Recipe,
            recipe);

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
                page.CountUnchanged(Unchanged(changed.Known));
            }
        });
    }

    private ImageRecord FirstRecord(SourceEntry.Picture picture)
    {
        var now = clock.GetUtcNow();
        var id = ImageId.Of(collection.Id, picture.Identity ?? picture.Path, picture.Entry);
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
            SourceChangedAt = picture.Stamp.ChangedAt,
            SourceInode = picture.Stamp.Inode,
            JobId = job.Id,
            Priority = job.Priority,
        }.Began(now, "discovered");
        return picture.Fault is not { } fault ? first : first with
        {
            State = ItemState.Failed,
            FailedJobId = job.Id,
            LastError = new ItemError(fault.Code, fault.Message, ImageStages.Discovered, now, picture.EntryName),
            History = [.. first.History, new HistoryEntry(now, ImageStages.Discovered, "failed", null, fault.Code, fault.Message)],
        };
    }

    private SeenSource Sighting(SourceEntry.Picture picture) => new(
        picture.Bytes, picture.ModifiedAt, job.Id, job.Priority, picture.Fault, picture.EntryName, picture.Stamp, job.Verifies);

    private sealed class PageInProgress
    {
        private readonly Dictionary<string, long> _ignored = new(StringComparer.Ordinal);
        private readonly List<string> _warnings = [];
        private string? _cursor;
        private long _unchanged, _unverified, _seen, _growing, _entries;

        /// <summary>Completes when the rows of new entries are on disk.</summary>
        public Task Stored { get; set; } = Task.CompletedTask;
        public int Steps { get; private set; }
        public bool End { get; set; }
        public List<SourceEntry.Picture> New { get; } = [];
        public List<(SourceEntry.Picture Picture, KnownImage Known)> Changed { get; } = [];
        public List<KnownImage> Vanished { get; } = [];
        public List<KnownImage> GoneFailures { get; } = [];

        public void CountUnchanged(ScanFinding finding)
        {
            _unchanged += finding == ScanFinding.Unchanged ? 1 : 0;
            _unverified += finding == ScanFinding.Unverified ? 1 : 0;
        }

        public void Take(ScanStep step, ScanFinding finding)
        {
            Steps++;
            _cursor = step.SortKey ?? _cursor;
            _entries += step.Entry is SourceEntry.Picture ? 1 : 0;
            var seen = finding is ScanFinding.Unchanged or ScanFinding.Unverified or ScanFinding.Changed or ScanFinding.OfThisJob;
            _seen += seen || (finding == ScanFinding.Growing && step.Known is not null) ? 1 : 0;
            switch (finding)
            {
                case ScanFinding.New:
                    New.Add((SourceEntry.Picture)step.Entry!);
                    break;
                case ScanFinding.Changed:
                    Changed.Add(((SourceEntry.Picture)step.Entry!, step.Known!));
                    break;
                case ScanFinding.Unchanged or ScanFinding.Unverified:
                    CountUnchanged(finding);
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

        public ScanPage Result() => new(_cursor, End, _entries, _unchanged, _unverified, _seen, Vanished.Count, _growing, _ignored, _warnings);
    }
}
