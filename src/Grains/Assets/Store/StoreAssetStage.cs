using MediaPipeline.Contracts.Assets;
using MediaPipeline.Grains.Assets.Fetch;
using MediaPipeline.Grains.Items.Stages;

namespace MediaPipeline.Grains.Assets.Store;

/// <summary>
/// Stores a fetched file under its content. In an attempt of its own, after one that ended before it was stored, the file is fetched again.
/// </summary>
internal sealed class StoreAssetStage(AssetDownload download) : IStage<AssetRecord>
{
    public string Name => AssetStages.Stored;

    public async Task<StageOutcome> RunAsync(AssetRecord asset, CancellationToken cancellationToken) =>
        await download.RunAsync(asset, cancellationToken) is var fetched && fetched is StageOutcome.Completed { Next: { } stored } ? stored.Outcome : fetched;
}
