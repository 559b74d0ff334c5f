using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Media;
using MediaPipeline.Grains.Media.Identity;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs.Import;

/// <summary>Finds out which titles the records of a page are about.</summary>
internal sealed class OfferSorter(IMediaStore titles)
{
    public async Task<SortedOffers> SortAsync(IReadOnlyList<OfferedFacts> offers, ImportRecord job)
    {
        var sorted = new SortedOffers();
        var known = await FindKnownAsync(offers.Select(offer => offer.OwnId));
        var open = new List<OfferedFacts>();
        foreach (var offer in offers)
        {
            if (known.GetValueOrDefault(offer.OwnId) is not { MergedInto: null } title || !IsSettled(sorted, title, offer, job))
            {
                open.Add(offer);
            }
        }

        if (open.Count > 0)
        {
            await new Placing(sorted, job, known, await FindOwnersAsync(open)).PlaceAsync(open, this);
        }

        return sorted;
    }

    private async Task<Dictionary<MediaId, KnownTitle>> FindKnownAsync(IEnumerable<MediaId> ids) =>
        (await titles.FindKnownAsync([.. ids.Distinct()], CancellationToken.None)).ToDictionary(title => title.Id);

    private Task<IReadOnlyDictionary<string, MediaId>> FindOwnersAsync(IEnumerable<OfferedFacts> offers) =>
        titles.FindOwnersAsync([.. offers.SelectMany(offer => offer.Claims().Append(offer.OwnId.Value)).Distinct(StringComparer.Ordinal)], CancellationToken.None);

    /// <summary>Whether the title need not be told.</summary>
    private static bool IsSettled(SortedOffers sorted, KnownTitle title, OfferedFacts offer, ImportRecord job)
    {
        if (!title.Says(offer.Signature))
        {
            return false;
        }

        if (title.JobId == job.Id)
        {
            _ = title.Id == offer.OwnId ? sorted.Stored++ : sorted.Merged++;
            return true;
        }

        if (job.Overwrite || !MediaRules.IsKnown(title, offer.Signature))
        {
            return false;
        }

        sorted.Unchanged++;
        return true;
    }

    /// <summary>Gives each record that is not settled to a title, known or new.</summary>
    private sealed class Placing(
        SortedOffers sorted, ImportRecord job, Dictionary<MediaId, KnownTitle> known, IReadOnlyDictionary<string, MediaId> owners)
    {
        // Ids of titles that are new with this page.
        private readonly Dictionary<string, MediaId> _claimed = new(StringComparer.Ordinal);

        public async Task PlaceAsync(List<OfferedFacts> offers, OfferSorter store)
        {
            foreach (var (id, title) in await store.FindKnownAsync(owners.Values))
            {
                known[id] = title;
            }

            foreach (var offer in offers)
            {
                Place(offer);
            }
        }

        private void Place(OfferedFacts offer)
        {
            var claims = offer.Claims();
            if (FindOwn(offer) is { } own)
            {
                Tell(own, offer);
            }
            else if (claims.Select(claim => owners.TryGetValue(claim, out var id) ? known.GetValueOrDefault(id) : null).FirstOrDefault(IsSame) is { } other)
            {
                Tell(other, offer);
            }
            else
            {
                Join(claims.Select(claim => _claimed.TryGetValue(claim, out var id) ? id : (MediaId?)null).FirstOrDefault(IsSameAsNew) ?? offer.OwnId, offer, claims);
            }

            bool IsSame(KnownTitle? title) => title is { MergedInto: null }
                && SameTitle.FindContradiction(offer.Facts.Type, offer.Facts.Year, title.Type, title.Year) is null;

            bool IsSameAsNew(MediaId? id) => id is { } title && sorted.New[title].Offers[0].Facts is var first
                && SameTitle.FindContradiction(offer.Facts.Type, offer.Facts.Year, first.Type, first.Year) is null;
        }

        /// <summary>The known title that the record belongs to by its own id.</summary>
        private KnownTitle? FindOwn(OfferedFacts offer)
        {
            var id = owners.TryGetValue(offer.OwnId.Value, out var owner) ? owner : offer.OwnId;
            return known.GetValueOrDefault(id) switch
            {
                { MergedInto: { } into } => known.GetValueOrDefault(into),
                var title => title,
            };
        }

        private void Tell(KnownTitle title, OfferedFacts offer)
        {
            if (title.Id == offer.OwnId || !IsSettled(sorted, title, offer, job))
            {
                sorted.ToTell.Add((title.Id, offer));
            }
        }

        private void Join(MediaId title, OfferedFacts offer, IReadOnlyList<string> claims)
        {
            if (claims.Any(claim => _claimed.TryGetValue(claim, out var owner) && owner != title))
            {
                sorted.Deferred.Add(offer);
                return;
            }

            var group = sorted.New.TryGetValue(title, out var there) ? there : sorted.New[title] = new NewOffers();
            group.Offers.Add(offer);
            foreach (var claim in claims)
            {
                if (owners.TryGetValue(claim, out var owner) && known.TryGetValue(owner, out var other))
                {
                    var why = SameTitle.FindContradiction(offer.Facts.Type, offer.Facts.Year, other.Type, other.Year);
                    group.Contested.Add((claim, other, why ?? "one of them has become a part of another title"));
                }
                else
                {
                    _claimed[claim] = title;
                    group.Claims.Add(claim);
                }
            }

            if (offer.OwnId != title)
            {
                group.Claims.Add(offer.OwnId.Value);
            }
        }
    }
}
