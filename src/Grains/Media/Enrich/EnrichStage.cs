using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Media.Identity;
using MediaPipeline.Grains.Ports.Catalogue;

namespace MediaPipeline.Grains.Media.Enrich;

/// <summary>Asks further providers about a title. One that is down is waited for once the others have answered.</summary>
internal sealed class EnrichStage(Enrichment enrichment, TitleIds ids, TimeProvider clock) : IStage<MediaRecord>
{
    public string Name => MediaStages.Enriched;

    public async Task<StageOutcome> RunAsync(MediaRecord title, CancellationToken cancellationToken)
    {
        var (found, left) = (new List<SourceFacts>(), new List<string>());
        ProviderUnavailableException? down = null;
        foreach (var name in title.Enrichers)
        {
            try
            {
                // One that is no longer configured has nothing to say.
                if (enrichment.Find(name) is { } enricher && enricher.Applies(title.Facts))
                {
                    found.Add(await AskAsync(enricher, title, cancellationToken));
                }
            }
            catch (ProviderUnavailableException e)
            {
                down = e;
                left.Add(name);
            }
        }

        return down is not null && found.Count == 0
            ? new StageOutcome.Wait(down.ToWaitingFor(clock.GetUtcNow()))
            : new StageOutcome.Completed(await JoinAsync(title, found, left));
    }

    private async Task<SourceFacts> AskAsync(IEnricher enricher, MediaRecord title, CancellationToken cancellationToken)
    {
        var answer = await enricher.FindAsync(title.Facts, cancellationToken);
        var facts = answer.Facts ?? new MediaFacts { Source = enricher.Name, Type = title.Facts.Type };
        var signature = OfferedFacts.SignatureOf(facts, answer.Faults);
        return new SourceFacts(
            enricher.Name, facts.ExternalId, facts.Type, facts, answer.Faults, answer.Place, signature, JobId: null, clock.GetUtcNow());
    }

    private async Task<Enriched> JoinAsync(MediaRecord title, IReadOnlyList<SourceFacts> found, IReadOnlyList<string> left)
    {
        var others = await ids.ClaimAsync(title, found.SelectMany(source => MediaClaims.Of(source.Facts!)));
        var met = MediaRules.Meet(title with { Contested = [] }, others);
        return new Enriched(found, left, met.MergedInto, met.Contested);
    }
}
