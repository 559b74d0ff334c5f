using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs.Drain;

/// <summary>Moves the renditions of a cache folder to other ones.</summary>
[GenerateSerializer, Immutable, Alias("DrainPayload")]
internal sealed record DrainPayload([property: Id(0)] CacheFolderId CacheFolderId) : JobPayload;
