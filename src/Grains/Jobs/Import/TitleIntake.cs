using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Media;
using MediaPipeline.Grains.Media.Embed;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs.Import;

/// <summary>Takes a page of records: new titles are stored, and known ones are told what has changed.</summary>
internal sealed class TitleIntake(IMediaStore titles, FirstStages firstStages, TitleEmbedder embedder, IGrainFactory grains, TimeProvider clock)
{
    // What a slow embedder does not do in this time is left to the titles' own stage: the job looks up now and then whether it is to pause.
    private static readonly TimeSpan EmbedFor = TimeSpan.FromSeconds(10);

    private readonly OfferSorter _sorter = new(titles);
    private readonly SeenRecords _seen = new();
    private readonly MediaRules _rules = new();

    /// <summary>When it returns, everything that the records say is stored.</summary>
    public async Task<ImportReport> TakeAsync(ImportRecord job, IReadOnlyList<OfferedFacts> records)
    {
        var source = job.Sources[job.SourceIndex];
        var open = (source is CatalogueSources.FromFile ? records.Select(_seen.Admit).OfType<OfferedFacts>() : records).ToList();
        var report = new ImportReport(Read: records.Count, Invalid: records.Count(record => record.Faults.Count > 0));
        while (open.Count > 0)
        {
            var sorted = await _sorter.SortAsync(open, job);
            var (stored, lost) = await StoreAsync(sorted.New, job);
            report = report.Plus(await TellAsync(sorted.ToTell, job)).Plus(stored)
                .Plus(new ImportReport(New: sorted.Stored, Unchanged: sorted.Unchanged, Merged: sorted.Merged));
            open = [.. sorted.Deferred, .. lost];
        }

        return report;
    }

    /// <summary>A record that was taken before an interruption.</summary>
    public void Pass(OfferedFacts record) => _seen.Admit(record);

    /// <summary>The file is going to be read from its beginning: otherwise the records of a page that was not stored would count as seen.</summary>
    public void Forget() => _seen.Forget();

    private async Task<(ImportReport Report, IEnumerable<OfferedFacts> Lost)> StoreAsync(Dictionary<MediaId, NewOffers> fresh, ImportRecord job)
    {
        if (fresh.Count == 0)
        {
            return (new ImportReport(), []);
        }

        var ready = new List<(NewTitle Title, IReadOnlyList<ItemEffect.Publish> Published)>(fresh.Count);
        foreach (var (first, staged) in await RunFirstStagesAsync([.. fresh.Values.Select(offers => FirstRecord(offers, job))]))
        {
            ready.Add((new NewTitle(staged.Record, fresh[first.Id].Claims), staged.Published));
        }

        var lost = (await titles.InsertAsync([.. ready.Select(title => title.Title)], CancellationToken.None)).ToHashSet();
        foreach (var (title, published) in ready.Where(title => !lost.Contains(title.Title.Title.Id)))
        {
            firstStages.Publish(_rules.Kind, title.Title, published);
        }

        var merged = fresh.Where(title => !lost.Contains(title.Key)).Sum(title => title.Value.Offers.Count - 1);
        return (new ImportReport(New: fresh.Count - lost.Count, Merged: merged), lost.SelectMany(title => fresh[title].Offers));
    }

    /// <summary>Those that need nothing but a vector are embedded here, a page at a time: so each is stored once, with it.</summary>
    private async Task<IEnumerable<(MediaRecord First, (MediaRecord Record, IReadOnlyList<ItemEffect.Publish> Published) Staged)>> RunFirstStagesAsync(
        IReadOnlyList<MediaRecord> first)
    {
        var staged = new (MediaRecord Record, IReadOnlyList<ItemEffect.Publish> Published)[first.Count];
        for (var i = 0; i < staged.Length; i++)
        {
            staged[i] = await firstStages.RunAsync(first[i], _rules);
        }

        var enriched = staged.Select(title => title.Record).Where(title => title is { State: ItemState.Pending, Stage: MediaStages.Enriched }).ToList();
        var embedded = await embedder.RunAsync(enriched, EmbedFor, CancellationToken.None);
        for (var i = 0; i < staged.Length; i++)
        {
            if (embedded.TryGetValue(first[i].Id, out var outcome))
            {
                staged[i] = await firstStages.RunAsync(
                    first[i], _rules, (_, stage) => string.Equals(stage, MediaStages.Embedded, StringComparison.Ordinal) ? outcome : null);
            }
        }

        return first.Zip(staged);
    }

    private MediaRecord FirstRecord(NewOffers offers, ImportRecord job) => offers.Contested.Aggregate(
        MediaRules.FirstRecord(offers.Offers, job.Id, job.Priority, clock.GetUtcNow()),
        (record, contested) => MediaRules.Contest(record, contested.Claim, contested.Other, contested.Why));

    private async Task<ImportReport> TellAsync(IReadOnlyList<(MediaId Title, OfferedFacts Offer)> known, ImportRecord job)
    {
        // One title may be told of several records, which must not overtake one another.
        var results = await GrainCalls.ForEachAsync(known.GroupBy(offer => offer.Title), async offers =>
        {
            var told = new List<OfferStatus>();
            foreach (var (title, offer) in offers)
            {
                told.Add(await TellAsync(title, offer, job));
            }

            return told;
        });
        var counts = results.SelectMany(told => told).CountBy(status => status).ToDictionary();
        return new ImportReport(
            Changed: counts.GetValueOrDefault(OfferStatus.Changed),
            Unchanged: counts.GetValueOrDefault(OfferStatus.Unchanged),
            Merged: counts.GetValueOrDefault(OfferStatus.Merged));
    }

    private async Task<OfferStatus> TellAsync(MediaId title, OfferedFacts offer, ImportRecord job)
    {
        while (true)
        {
            var result = await grains.GetGrain<IMediaGrainInternal>(title.Value).Offer(offer, job.Id, job.Priority, job.Overwrite);
            if (result is not { Status: OfferStatus.Moved, MovedTo: { } to })
            {
                return result.Status;
            }

            title = to;
        }
    }
}
