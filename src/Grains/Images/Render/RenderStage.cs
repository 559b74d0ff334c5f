using MediaPipeline.Contracts.Images;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Images.Render;

/// <summary>
/// Makes both renditions of a picture that is probed already: after a fault, when its cache folder took no renditions before, or with other options.
/// </summary>
internal sealed class RenderStage(IPictureEngine engine, RenditionPlacement placement, IGrainFactory grains) : IStage<ImageRecord>
{
    public string Name => ImageStages.Rendered;

    public async Task<StageOutcome> RunAsync(ImageRecord image, CancellationToken cancellationToken)
    {
        var collection = await grains.GetGrain<ICollectionGrainInternal>(image.CollectionId.Value).Describe();
        if (collection is null or { Deleting: true })
        {
            return new StageOutcome.Skipped("its collection is being deleted");
        }

        var (target, closed) = await placement.FindAsync(image, collection);
        if (target is null)
        {
            return await placement.HoldBackAsync(image, collection, closed!);
        }

        var facts = image.Facts ?? throw new InvalidOperationException($"{image.Id} is to be rendered but was not probed.");
        var request = new RenderRequest(PictureSources.Of(collection, image), facts, target, image.Priority);
        return await placement.TakeAsync(image, collection, target, await engine.RenderAsync(request, cancellationToken), cancellationToken);
    }
}
