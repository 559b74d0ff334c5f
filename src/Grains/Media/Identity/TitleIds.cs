using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Media.Identity;

/// <summary>Lets ids belong to titles, and finds the titles that they belong to already.</summary>
internal sealed class TitleIds(IMediaStore titles)
{
    /// <summary>Claims the ids for a title; returns the other titles that have some of them.</summary>
    public async Task<IReadOnlyList<SharedId>> ClaimAsync(MediaRecord title, IEnumerable<string> claims)
    {
        string[] wanted = [.. claims.Distinct(StringComparer.Ordinal)];
        if (wanted.Length == 0)
        {
            return [];
        }

        var taken = await titles.ClaimAsync(title.Id, wanted, CancellationToken.None);
        if (taken.Count == 0)
        {
            return [];
        }

        var owners = (await titles.FindKnownAsync([.. taken.Values.Distinct()], CancellationToken.None)).ToDictionary(owner => owner.Id);
        return [.. wanted.Where(taken.ContainsKey).Where(claim => owners.ContainsKey(taken[claim])).Select(claim => new SharedId(claim, owners[taken[claim]]))];
    }
}
