using MediaPipeline.Contracts.Assets;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Ports.Storage;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Assets.Render;

/// <summary>Makes both renditions of a picture that is stored already: after a fault, or with other options.</summary>
internal sealed class RenderAssetStage(
    IPictureEngine engine, AssetFolder folder, AssetRenditions made, IOptionsMonitor<RenditionOptions> renditions, TimeProvider clock) : IStage<AssetRecord>
{
    public string Name => AssetStages.Rendered;

    public async Task<StageOutcome> RunAsync(AssetRecord asset, CancellationToken cancellationToken)
    {
        if (asset is not { Facts: { } facts, File: { } stored })
        {
            throw new InvalidOperationException($"{asset.Id} is to be rendered but has no file.");
        }

        try
        {
            var target = AssetRenditions.TargetOf(asset, renditions.CurrentValue, await folder.PrepareAsync(cancellationToken));
            if (!await folder.HasAsync([stored], cancellationToken))
            {
                return new StageOutcome.Rejected(new Fault(
                    AssetRules.FileGone, $"The file of {asset.Url} is no longer in {folder.FullPath}: retry it, and it is fetched again."));
            }

            var file = Path.Join(folder.FullPath, stored);
            var rendered = await engine.RenderAsync(new RenderRequest(new PictureSource(file), facts, target, asset.Priority), cancellationToken);
            return await made.TakeAsync(asset, target, file, rendered, cancellationToken);
        }
        catch (RenditionStoreException e)
        {
            return new StageOutcome.Wait(new WaitingFor(e.Fault.Code, null, e.Fault.Message, clock.GetUtcNow()));
        }
    }
}
