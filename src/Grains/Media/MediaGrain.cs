using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Media;

/// <summary>One media title.</summary>
internal sealed class MediaGrain([PersistentState(StateNames.Media, StateNames.Storage)] IPersistentState<MediaRecord> state, ItemGrainServices services)
    : ItemGrain<MediaRecord>(state, services), IMediaGrain, IMediaGrainInternal
{
    protected override ItemRules<MediaRecord> Rules { get; } = new MediaRules();

    public async Task<bool> Offer(OfferedFacts facts, JobId jobId, int priority) =>
        await ApplyAsync(new MediaEvent.Offered(facts, jobId, priority)) is ItemDecision<MediaRecord>.Changed;
}
