using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs.CleanOrphans;

/// <summary>Looks for files of ours in a cache folder that no state names, and deletes them.</summary>
[GenerateSerializer, Immutable, Alias("CleanOrphansPayload")]
internal sealed record CleanOrphansPayload([property: Id(0)] CacheFolderId CacheFolderId, [property: Id(1)] CleanUp CleanUp) : JobPayload;
