using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs.DeleteCollection;

/// <summary>Deletes a collection and all that was made for it.</summary>
[GenerateSerializer, Immutable, Alias("DeleteCollectionPayload")]
internal sealed record DeleteCollectionPayload([property: Id(0)] CollectionId CollectionId) : JobPayload;
