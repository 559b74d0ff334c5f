using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs.Reconcile;

/// <summary>Compares what the states name in a cache folder with its disk; what is lost is made again.</summary>
[GenerateSerializer, Immutable, Alias("ReconcilePayload")]
internal sealed record ReconcilePayload([property: Id(0)] CacheFolderId CacheFolderId) : JobPayload;
