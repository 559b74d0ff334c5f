using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Collections;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;
using MediaPipeline.Grains.Ports.Sources;

namespace MediaPipeline.Grains.Images;

/// <summary>Determines why a picture's file cannot be read: its disk is unavailable, it is gone (also from its archive), or it is locked.</summary>
internal sealed class SourceFaults(ISourceReader sources, IGrainFactory grains, TimeProvider clock)
{
    public async Task<StageOutcome> ExplainAsync(CollectionFacts collection, PictureSource source, Fault fault)
    {
        if (await grains.GetGrain<ICollectionGrain>(collection.Id.Value).FindGate() is { } closed)
        {
            return new StageOutcome.Wait(closed);
        }

        var entryGone = string.Equals(fault.Code, PictureSource.EntryGone, StringComparison.Ordinal);
        return entryGone || sources.Inspect(source.Path).Status == SourceStatus.Missing
            ? new StageOutcome.Gone()
            : new StageOutcome.Wait(new WaitingFor(fault.Code, null, fault.Message, clock.GetUtcNow()));
    }
}
