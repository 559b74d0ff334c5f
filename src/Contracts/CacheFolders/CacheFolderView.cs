using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.CacheFolders;

/// <summary>A cache folder as callers see it.</summary>
/// <param name="CurrentBytes">Sum over the stored states of the items that lie in it.</param>
/// <param name="FileCount">Renditions in it, counted the same way.</param>
/// <param name="MaxBytes">It takes no more beyond this; null for no limit but the disk's.</param>
/// <param name="State"><c>ok full unavailable draining drained</c>; <paramref name="StateMessage"/> says why and what to do.</param>
public sealed record CacheFolderView(
    CacheFolderId Id, string Path, long CurrentBytes, long FileCount, long? MaxBytes, int Weight, IReadOnlyList<CollectionId> CollectionIds, string State,
        string? StateMessage)
{
    private static readonly string[] FullCodes = ["cacheFolderFull", "outputFull"];

    /// <summary>Why its gate is closed now; null when it takes work.</summary>
    public WaitingFor? WaitingFor { get; init; }

    /// <summary>When what the states name was last compared with the disk to its end.</summary>
    public DateTimeOffset? LastReconciledAt { get; init; }

    /// <summary>When orphaned files were last looked for to the end.</summary>
    public DateTimeOffset? LastCleanedAt { get; init; }

    /// <summary>The same view of a folder whose gate is closed, or open: null.</summary>
    public CacheFolderView Behind(WaitingFor? gate) => gate is null ? this : this with
    {
        WaitingFor = gate,
        State = !FullCodes.Contains(gate.Code, StringComparer.Ordinal) ? "unavailable" : State is "ok" ? "full" : State,
        StateMessage = gate.Message,
    };
}
