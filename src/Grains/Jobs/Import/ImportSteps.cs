using System.Globalization;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Media;
using MediaPipeline.Grains.Ports.Catalogue;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs.Import;

/// <summary>Reads a source page by page, stores new titles and tells known ones what has changed; titles are driven at the same time.</summary>
internal sealed class ImportSteps(JobContext context, ICatalogueFile files, IItemStore items, IMediaStore titles, IGrainFactory grains)
    : ItemDrivingSteps<ImportRecord>(context)
{
    // Of titles whose record names none, in an import of all types.
    private const string UnknownType = "unknown";
    private IAsyncEnumerator<CatalogueRecord>? _records;

    public override async ValueTask DisposeAsync()
    {
        if (_records is { } open)
        {
            _records = null;
            await open.DisposeAsync();
        }
    }

    protected override async Task<bool> AdvanceAsync(ImportRecord job)
    {
        try
        {
            var (page, broken) = await ReadAsync(job);
            var taken = page.Count == 0 ? job : await TakeAsync(job, page);
            if (broken is null && page.Count == Context.Options.PageSize)
            {
                await Context.SaveAsync(taken);
                return true;
            }

            // What came before the fault is good.
            return await ReadToEndAsync(
                broken is null ? taken : taken with { Failure = new ItemError(broken.Code, broken.Message, job.Phase, Context.Clock.GetUtcNow()) });
        }
        catch
        {
            // The next step reads from the cursor again.
            await DisposeAsync();
            throw;
        }
    }

    private async Task<bool> ReadToEndAsync(ImportRecord job)
    {
        await DisposeAsync();
        await Context.SaveAsync(job with { Phase = JobPhases.Driving, ReadToEnd = true });
        return true;
    }

    /// <summary>The next records, fewer than a page at the end, or where the source breaks off.</summary>
    private async Task<(List<CatalogueRecord> Page, CatalogueFileException? Broken)> ReadAsync(ImportRecord job)
    {
        var after = job.Cursor is { } cursor ? long.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        var most = Math.Min(Context.Options.PageSize, (job.Limit ?? long.MaxValue) - after);
        _records ??= files.ReadAsync(job.Path!, job.MediaType ?? UnknownType, after, CancellationToken.None).GetAsyncEnumerator();
        var page = new List<CatalogueRecord>();
        try
        {
            while (page.Count < most && await _records.MoveNextAsync())
            {
                page.Add(_records.Current);
            }

            return (page, null);
        }
        catch (CatalogueFileException e)
        {
            return (page, e);
        }
    }

    private async Task<ImportRecord> TakeAsync(ImportRecord job, List<CatalogueRecord> page)
    {
        var now = Context.Clock.GetUtcNow();
        var offers = WithoutRepeated(page.Select(record => OfferedFacts.Of(record, job.From, job.Path!, now)));
        var known = await FindKnownAsync(offers);
        var sorted = new SortedOffers();
        foreach (var offer in offers)
        {
            sorted.Add(offer, known.GetValueOrDefault(offer.Id), job.Id);
        }

        // One with the id of an earlier record of this import is a title of its own, and may be known as that.
        foreach (var (duplicate, stored) in await PairAsync(sorted.Duplicates))
        {
            sorted.Sort(duplicate, stored, job.Id);
        }

        await items.InsertAbsentAsync([.. sorted.New.Select(offer => MediaRules.FirstRecord(offer, job.Id, job.Priority, now))], CancellationToken.None);
        var changed = 0;
        await GrainCalls.ForEachAsync(sorted.Changed, async offer =>
        {
            if (await grains.GetGrain<IMediaGrainInternal>(offer.Id.Value).Offer(offer, job.Id, job.Priority))
            {
                changed++;
            }
        });
        var report = job.Report;
        return job with
        {
            Cursor = page[^1].Number.ToString(CultureInfo.InvariantCulture),
            LastProgressAt = Context.Clock.GetUtcNow(),
            Report = new ImportReport(
                report.Read + page.Count,
                report.New + sorted.New.Count + sorted.OfThisJob,
                report.Changed + changed,
                report.Unchanged + sorted.Unchanged + sorted.Changed.Count - changed),
        };
    }

    private async Task<Dictionary<MediaId, KnownTitle>> FindKnownAsync(IReadOnlyList<OfferedFacts> offers) =>
        (await titles.FindKnownAsync([.. offers.Select(offer => offer.Id)], CancellationToken.None)).ToDictionary(title => title.Id);

    private async Task<IEnumerable<(OfferedFacts Offer, KnownTitle? Known)>> PairAsync(IReadOnlyList<OfferedFacts> duplicates)
    {
        var offers = WithoutRepeated(duplicates.Select(offer => offer.AsDuplicate()));
        var known = await FindKnownAsync(offers);
        return offers.Select(offer => (offer, known.GetValueOrDefault(offer.Id)));
    }

    /// <summary>Identical records are one; of different ones with the same id, the later are titles of their own that say so.</summary>
    private static List<OfferedFacts> WithoutRepeated(IEnumerable<OfferedFacts> offers)
    {
        var kept = new Dictionary<MediaId, OfferedFacts>();
        foreach (var offer in offers)
        {
            if (!kept.TryAdd(offer.Id, offer) && !string.Equals(kept[offer.Id].Signature, offer.Signature, StringComparison.Ordinal))
            {
                var duplicate = offer.AsDuplicate();
                kept.TryAdd(duplicate.Id, duplicate);
            }
        }

        return [.. kept.Values];
    }

    /// <summary>The records of a page by what is to be done about them.</summary>
    private sealed class SortedOffers
    {
        public List<OfferedFacts> New { get; } = [];
        public List<OfferedFacts> Changed { get; } = [];
        public List<OfferedFacts> Duplicates { get; } = [];
        public long Unchanged { get; private set; }

        /// <summary>Those that this job stored before it was interrupted.</summary>
        public long OfThisJob { get; private set; }

        public void Add(OfferedFacts offer, KnownTitle? known, JobId job)
        {
            if (known?.JobId == job && !string.Equals(known.Signature, offer.Signature, StringComparison.Ordinal))
            {
                Duplicates.Add(offer);
            }
            else
            {
                Sort(offer, known, job);
            }
        }

        public void Sort(OfferedFacts offer, KnownTitle? known, JobId job)
        {
            if (known is null)
            {
                New.Add(offer);
            }
            else if (known.JobId == job)
            {
                OfThisJob++;
            }
            else if (MediaRules.IsKnown(known.Signature, known.State, ItemRecord.CancelledReason, offer.Signature))
            {
                Unchanged++;
            }
            else
            {
                Changed.Add(offer);
            }
        }
    }
}
