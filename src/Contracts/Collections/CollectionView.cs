using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Contracts.Collections;

/// <summary>A collection as callers see it.</summary>
/// <param name="Total">Its items, missing ones included.</param>
/// <param name="ByState">Items by state.</param>
/// <param name="ByStage">Items that are neither failed, quarantined, skipped nor missing, by the last stage that they completed.</param>
/// <param name="Bytes">Of the originals.</param>
/// <param name="RenditionBytes">Of the renditions.</param>
/// <param name="Ignored">Files that the last scan ignored, by extension.</param>
/// <param name="JobId">The running or last job over it.</param>
public sealed record CollectionView(
    CollectionId Id,
    string Name,
    string Path,
    CollectionKind Kind,
    CollectionLifecycle State,
    long Total,
    IReadOnlyDictionary<string, long> ByState,
    IReadOnlyDictionary<string, long> ByStage,
    long Bytes,
    long RenditionBytes,
    CacheFolderId? CacheFolderId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastScannedAt,
    IReadOnlyDictionary<string, long> Ignored,
    JobId? JobId);
