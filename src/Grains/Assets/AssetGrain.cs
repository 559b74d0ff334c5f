using MediaPipeline.Contracts.Assets;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Assets;

/// <summary>One picture by address.</summary>
internal sealed class AssetGrain(
    [PersistentState(StateNames.Assets, StateNames.Storage)] IPersistentState<AssetRecord> state,
    ItemGrainServices services,
    IItemStore items,
    AssetFolder folder,
    IOptionsMonitor<RenditionOptions> renditions,
    IOptionsMonitor<AssetOptions> options) : ItemGrain<AssetRecord>(state, services), IAssetGrain
{
    private readonly TimeProvider _clock = services.Clock;

    protected override ItemRules<AssetRecord> Rules => new AssetRules(RenditionRecipe.Of(renditions.CurrentValue), options.CurrentValue.DeadLetterExpiry);

    public async Task<bool> Want(string url, JobId? jobId)
    {
        if (!await ExistsAsync())
        {
            await items.InsertAbsentAsync([AssetRecord.First(url, jobId, _clock.GetUtcNow())], CancellationToken.None);
            await ExistsAsync();
        }

        var isLost = Record.State == ItemState.Live && !await folder.HasAsync(Record.Files, CancellationToken.None);
        return await ApplyAsync(new AssetEvent.Wanted(jobId, isLost)) is ItemDecision<AssetRecord>.Changed;
    }
}
