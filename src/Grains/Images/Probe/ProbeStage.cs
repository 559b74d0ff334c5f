using MediaPipeline.Contracts.Images;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Images.Render;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports.Imaging;
using Microsoft.Extensions.Options;

namespace MediaPipeline.Grains.Images.Probe;

/// <summary>
/// Reads the true format, size, hash and metadata of a picture. In the same trip to a worker it is rendered, unless its content and the recipe are those of the
/// renditions that it has, its cache folder takes none now, or its renditions are still those of a live picture.
/// </summary>
internal sealed class ProbeStage(
    IPictureEngine engine, RenditionPlacement placement, SourceFaults faults, StageWatch watch, IOptionsMonitor<RenditionOptions> options, IGrainFactory grains)
    : IStage<ImageRecord>
{
    public string Name => ImageStages.Probed;

    public async Task<StageOutcome> RunAsync(ImageRecord image, CancellationToken cancellationToken)
    {
        var collection = await grains.GetGrain<ICollectionGrainInternal>(image.CollectionId.Value).Describe();
        if (collection is null or { Deleting: true })
        {
            return new StageOutcome.Skipped("its collection is being deleted");
        }

        var target = ImageRules.CanBeRestored(image) ? null : (await placement.FindAsync(image, collection)).Target;
        var source = PictureSources.Of(collection, image);
        return await engine.ProbeAsync(new ProbeRequest(source, image.Priority, target, KnownHash(image)), cancellationToken) switch
        {
            ProbeResult.Probed { Rendered: null } probed => new StageOutcome.Completed(new Probed(probed.Facts)),
            ProbeResult.Probed probed => new StageOutcome.Completed(new Probed(probed.Facts), await RenderedAsync(image, collection, target!, probed)),
            ProbeResult.Rejected rejected => new StageOutcome.Rejected(rejected.Fault),
            ProbeResult.Quarantined quarantined => new StageOutcome.Quarantined(quarantined.Fault),
            ProbeResult.Unavailable unavailable => await faults.ExplainAsync(collection, source, unavailable.Fault),
            var other => throw new InvalidOperationException($"The probe stage knows no result {other.GetType().Name}."),
        };
    }

    private string? KnownHash(ImageRecord image) => image.HasRenditionsOf(RenditionRecipe.Of(options.CurrentValue)) ? image.Facts?.ContentHash : null;

    private Task<NextStage> RenderedAsync(ImageRecord image, CollectionFacts collection, RenderTarget target, ProbeResult.Probed probed)
    {
        var known = image with { Facts = probed.Facts };
        return watch.FollowAsync(
            new StageRun(ImageStages.Rendered, image.Attempt, known), probed.At,
                stopping => placement.TakeAsync(known, collection, target, probed.Rendered!, stopping));
    }
}
