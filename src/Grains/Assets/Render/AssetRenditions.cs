using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Assets.Store;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Assets.Render;

/// <summary>Puts renditions that a worker has made beside the file of their content.</summary>
internal sealed class AssetRenditions(AssetFolder folder, TimeProvider clock)
{
    public static RenderTarget TargetOf(AssetRecord asset, RenditionOptions options, string directory) =>
        new(options.Thumbnail, options.Viewing, directory, $"{asset.Id}-{asset.Attempt}-made");

    /// <param name="asset">Its facts are known.</param>
    /// <param name="file">What the worker has read.</param>
    public async Task<StageOutcome> TakeAsync(
        AssetRecord asset, RenderTarget target, string file, RenderResult result, CancellationToken cancellationToken) => result switch
        {
            RenderResult.Rendered rendered => await StoreAsync(asset, target, rendered, cancellationToken),
            RenderResult.Rejected rejected => new StageOutcome.Rejected(AssetIntake.Explain(rejected.Fault, asset, file)),
            RenderResult.Quarantined quarantined => new StageOutcome.Quarantined(AssetIntake.Explain(quarantined.Fault, asset, file)),
            RenderResult.Unavailable unavailable => new StageOutcome.Retry(AssetIntake.Explain(unavailable.Fault, asset, file)),
            RenderResult.OutputFault output => new StageOutcome.Wait(new WaitingFor(output.Fault.Code, null, output.Fault.Message, clock.GetUtcNow())),
            var other => throw new InvalidOperationException($"The render stage knows no result {other.GetType().Name}."),
        };

    /// <summary>Deletes what is not taken.</summary>
    public Task DiscardAsync(RenderResult? result) => result is RenderResult.Rendered made
        ? folder.DiscardAsync([made.Thumbnail.TemporaryPath, made.Viewing.TemporaryPath])
        : Task.CompletedTask;

    private async Task<StageOutcome> StoreAsync(AssetRecord asset, RenderTarget target, RenderResult.Rendered made, CancellationToken cancellationToken)
    {
        var (thumbnail, viewing) = (Stored(asset, made.Thumbnail, target.Thumbnail), Stored(asset, made.Viewing, target.Viewing));
        try
        {
            await folder.CommitAsync([(made.Thumbnail.TemporaryPath, thumbnail.Path), (made.Viewing.TemporaryPath, viewing.Path)], cancellationToken);
        }
        catch (RenditionStoreException e)
        {
            await DiscardAsync(made);
            return new StageOutcome.Wait(new WaitingFor(e.Fault.Code, null, e.Fault.Message, clock.GetUtcNow()));
        }

        var recipe = RenditionRecipe.Of(target.Thumbnail, target.Viewing);
        return new StageOutcome.Completed(new AssetRendered(thumbnail, viewing, recipe, made.Warnings, made.Placeholder, made.DominantColour));
    }

    private static StoredRendition Stored(AssetRecord asset, RenditionFile file, RenditionSpec spec)
    {
        var (hash, recipe) = (asset.Facts!.ContentHash, RenditionRecipe.Of(spec));
        return new StoredRendition(
            AssetPaths.Of(hash, spec, file.Format), file.Width, file.Height, file.Bytes, file.Format, file.Quality, recipe, RenditionRecipe.HashOf(hash, recipe));
    }
}
