using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs.CleanOrphans;

/// <summary>Finds renditions in a cache folder that no stored picture refers to, and deletes them.</summary>
[GenerateSerializer, Immutable, Alias("CleanOrphansPayload")]
internal sealed record CleanOrphansPayload([property: Id(0)] CacheFolderId CacheFolderId, [property: Id(1)] CleanUp CleanUp) : JobPayload;
