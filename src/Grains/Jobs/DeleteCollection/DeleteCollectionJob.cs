namespace MediaPipeline.Grains.Jobs.DeleteCollection;

internal sealed class DeleteCollectionJob() : JobKind<DeleteCollectionPayload, DeleteCollectionRecord, DeleteCollectionSteps>("deleteCollection")
{
    protected override DeleteCollectionRecord Create(DeleteCollectionPayload payload) => new() { CollectionId = payload.CollectionId };
}
