using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs.Scan;

/// <summary>Imports new, changed and vanished pictures of a collection, and makes renditions.</summary>
[GenerateSerializer, Immutable, Alias("ScanPayload")]
internal sealed record ScanPayload([property: Id(0)] CollectionId CollectionId) : JobPayload;
