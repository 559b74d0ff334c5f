using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs.RetryItems;

internal sealed class RetryItemsJob() : JobKind<RetryItemsPayload, RetryItemsRecord, RetryItemsSteps>("retryItems")
{
    protected override RetryItemsRecord Create(RetryItemsPayload payload) => new() { CollectionId = payload.Filter.CollectionId, Filter = payload.Filter };
}
