using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Stages.Probe;

/// <summary>Finds out what a picture is: its true format, size, hash and what its metadata says.</summary>
internal sealed class ProbeStage(IPictureEngine engine, SourceFaults faults, IGrainFactory grains) : IImageStage
{
    public string Name => ImageStages.Probed;

    public async Task<StageOutcome> RunAsync(ImageState image, CancellationToken cancellationToken)
    {
        var collection = await grains.GetGrain<ICollectionWork>(image.CollectionId.Value).Describe();
        if (collection is null or { Deleting: true })
        {
            return new StageOutcome.Skipped("its collection is being deleted");
        }

        var source = PictureSources.Of(collection, image);
        return await engine.ProbeAsync(new ProbeRequest(source, image.Priority), cancellationToken) switch
        {
            ProbeResult.Probed probed => new StageOutcome.Probed(probed.Facts),
            ProbeResult.Rejected rejected => new StageOutcome.Rejected(rejected.Fault),
            ProbeResult.Quarantined quarantined => new StageOutcome.Quarantined(quarantined.Fault),
            ProbeResult.Unavailable unavailable => await faults.ExplainAsync(collection, source, unavailable.Fault),
            var other => throw new InvalidOperationException($"The probe stage knows no result {other.GetType().Name}."),
        };
    }
}
