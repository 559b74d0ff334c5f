using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Grains.CacheFolders;

/// <summary>What callers see of a stored cache folder.</summary>
public static class CacheFolderViews
{
    public static CacheFolderView ToView(CacheFolderState folder, long bytes, long files, IReadOnlyList<CollectionId> collections) =>
        new(folder.Id, folder.Path, bytes, files, folder.MaxBytes, folder.Weight, collections, StateOf(folder, bytes, collections.Count),
            MessageOf(folder, bytes))
        {
            LastReconciledAt = folder.Reconcile?.LastEndedAt,
            LastCleanedAt = folder.CleanUp?.LastEndedAt,
        };

    private static string StateOf(CacheFolderState folder, long bytes, int collections) => folder switch
    {
        { FaultCode: CacheFolderCodes.DiskFull } => "full",
        { FaultCode: not null } => "unavailable",
        { Draining: true } => bytes == 0 && collections == 0 ? "drained" : "draining",
        { MaxBytes: { } most } when bytes >= most => "full",
        _ => "ok",
    };

    private static string? MessageOf(CacheFolderState folder, long bytes) =>
        folder.FaultMessage ?? (folder.MaxBytes is { } most && bytes >= most
            ? $"The folder holds {bytes} bytes of at most {most}: raise maxBytes, or add another cache folder and drain this one."
            : null);
}
