using MediaPipeline.Contracts.Assets;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Assets;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Jobs.FetchCovers;

/// <summary>Looks at titles in the order of their ids and lets their covers be fetched, a few at a time.</summary>
internal sealed class FetchCoversSteps(
    JobContext context, IMediaStore titles, IItemStore items, IGrainFactory grains, IOptionsMonitor<AssetOptions> options)
    : ItemDrivingSteps<FetchCoversRecord>(context)
{
    // What waits for another try holds nothing up.
    private static readonly ItemState[] Outstanding = [ItemState.Pending, ItemState.Running];

    protected override async Task<bool> AdvanceAsync(FetchCoversRecord job)
    {
        var most = options.CurrentValue.MaxOutstanding;
        if ((await items.ListByStateAsync(job.Id, Outstanding, most, CancellationToken.None)).Count >= most)
        {
            return false;
        }

        MediaId? after = job.Cursor is { } cursor ? MediaId.FromValidated(cursor) : null;
        var page = await titles.ListCoversAsync(after, job.MediaType, most, CancellationToken.None);
        var begun = await GrainCalls.ForEachAsync(
            page.Urls.Where(AssetUrl.IsFetchable).Distinct(StringComparer.Ordinal),
            url => grains.GetGrain<IAssetGrain>(AssetId.Of(url).Value).Want(url, job.Id));
        var read = job with { Known = job.Known + begun.Count(isBegun => !isBegun), LastProgressAt = Context.Clock.GetUtcNow() };
        await Context.SaveAsync(page.Last is { } last
            ? read with { Cursor = last.Value }
            : read with { Cursor = null, Phase = JobPhases.Driving, ReadToEnd = true });
        return true;
    }
}
