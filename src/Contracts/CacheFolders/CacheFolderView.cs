using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Contracts.CacheFolders;

/// <summary>A cache folder as callers see it.</summary>
/// <param name="CurrentBytes">Sum over the stored states of the items that lie in it.</param>
/// <param name="FileCount">Renditions in it, counted the same way.</param>
/// <param name="MaxBytes">It takes no more beyond this; null for no limit but the disk's.</param>
/// <param name="State"><c>ok full unavailable draining</c>; <paramref name="StateMessage"/> says why and what to do.</param>
public sealed record CacheFolderView(
    CacheFolderId Id, string Path, long CurrentBytes, long FileCount, long? MaxBytes, int Weight, IReadOnlyList<CollectionId> CollectionIds, string State, string? StateMessage);
