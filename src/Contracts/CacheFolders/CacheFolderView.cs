using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.CacheFolders;

/// <summary>A cache folder as callers see it.</summary>
/// <param name="CurrentBytes">Total size of its renditions, summed over the stored items.</param>
/// <param name="FileCount">Number of its renditions, counted the same way.</param>
/// <param name="MaxBytes">Limit of <paramref name="CurrentBytes"/>; null for no limit but the disk's.</param>
/// <param name="State"><c>ok full unavailable draining drained</c>; <paramref name="StateMessage"/> says why and what to do.</param>
public sealed record CacheFolderView(
    CacheFolderId Id, string Path, long CurrentBytes, long FileCount, long? MaxBytes, int Weight, IReadOnlyList<CollectionId> CollectionIds, string State,
        string? StateMessage)
{
    private static readonly string[] FullCodes = ["cacheFolderFull", "outputFull"];

    /// <summary>Why its gate is closed now; null when it can be used.</summary>
    public WaitingFor? WaitingFor { get; init; }

    /// <summary>When a comparison of the stored items with the disk last completed.</summary>
    public DateTimeOffset? LastReconciledAt { get; init; }

    /// <summary>When a clean-up of orphaned files last completed.</summary>
    public DateTimeOffset? LastCleanedAt { get; init; }

    /// <summary>The same view of a folder whose gate is closed, or open: null.</summary>
    public CacheFolderView Behind(WaitingFor? gate) => gate is null ? this : this with
    {
        WaitingFor = gate,
        State = !FullCodes.Contains(gate.Code, StringComparer.Ordinal) ? "unavailable" : State is "ok" ? "full" : State,
        StateMessage = gate.Message,
    };
}
