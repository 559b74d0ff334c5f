using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs.RetryItems;

internal sealed class SkipItemsJob() : JobKind<SkipItemsPayload, SkipItemsRecord, SkipItemsSteps>("skipItems")
{
    protected override SkipItemsRecord Create(SkipItemsPayload payload) =>
        new() { CollectionId = payload.Filter.CollectionId, Filter = payload.Filter, Reason = payload.Reason };
}
