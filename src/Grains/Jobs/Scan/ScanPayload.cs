using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs.Scan;

/// <summary>Imports new, changed and vanished pictures of a collection, and makes renditions.</summary>
/// <param name="Verify">Whether pictures that look unchanged are read again too.</param>
[GenerateSerializer, Immutable, Alias("ScanPayload")]
internal sealed record ScanPayload([property: Id(0)] CollectionId CollectionId, [property: Id(1)] bool Verify = false) : JobPayload;
