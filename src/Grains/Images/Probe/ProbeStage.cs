using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Images.Probe;

/// <summary>Reads the true format, size, hash and metadata of a picture.</summary>
internal sealed class ProbeStage(IPictureEngine engine, SourceFaults faults, IGrainFactory grains) : IStage<ImageRecord>
{
    public string Name => ImageStages.Probed;

    public async Task<StageOutcome> RunAsync(ImageRecord image, CancellationToken cancellationToken)
    {
        var collection = await grains.GetGrain<ICollectionGrainInternal>(image.CollectionId.Value).Describe();
        if (collection is null or { Deleting: true })
        {
            return new StageOutcome.Skipped("its collection is being deleted");
        }

        var source = PictureSources.Of(collection, image);
        return await engine.ProbeAsync(new ProbeRequest(source, image.Priority), cancellationToken) switch
        {
            ProbeResult.Probed probed => new StageOutcome.Completed(new Probed(probed.Facts)),
            ProbeResult.Rejected rejected => new StageOutcome.Rejected(rejected.Fault),
            ProbeResult.Quarantined quarantined => new StageOutcome.Quarantined(quarantined.Fault),
            ProbeResult.Unavailable unavailable => await faults.ExplainAsync(collection, source, unavailable.Fault),
            var other => throw new InvalidOperationException($"The probe stage knows no result {other.GetType().Name}."),
        };
    }
}
