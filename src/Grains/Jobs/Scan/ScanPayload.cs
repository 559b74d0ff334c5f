using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs.Scan;

/// <summary>Takes in what is new, changed or gone in a collection, and makes renditions.</summary>
[GenerateSerializer, Immutable, Alias("ScanPayload")]
internal sealed record ScanPayload([property: Id(0)] CollectionId CollectionId) : JobPayload;
