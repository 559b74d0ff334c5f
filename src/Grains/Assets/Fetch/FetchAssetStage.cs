using MediaPipeline.Contracts.Assets;
using MediaPipeline.Grains.Items.Stages;

namespace MediaPipeline.Grains.Assets.Fetch;

/// <summary>Fetches a picture from its address. The same attempt also stores and renders it, since a file that was fetched does not outlive its attempt.</summary>
internal sealed class FetchAssetStage(AssetDownload download) : IStage<AssetRecord>
{
    public string Name => AssetStages.Fetched;

    public Task<StageOutcome> RunAsync(AssetRecord asset, CancellationToken cancellationToken) => download.RunAsync(asset, cancellationToken);
}
