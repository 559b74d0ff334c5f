using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs.Reconcile;

/// <summary>Compares the stored renditions of a cache folder with its disk; lost ones are rendered again.</summary>
[GenerateSerializer, Immutable, Alias("ReconcilePayload")]
internal sealed record ReconcilePayload([property: Id(0)] CacheFolderId CacheFolderId) : JobPayload;
