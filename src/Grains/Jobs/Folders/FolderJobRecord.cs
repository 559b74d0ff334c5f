using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.CacheFolders;

namespace MediaPipeline.Grains.Jobs.Folders;

/// <summary>What every job over a cache folder stores.</summary>
public abstract record FolderJobRecord : JobRecord
{
    public CacheFolderId CacheFolderId { get; init; }

    /// <summary>What it found and did in its folder, stored together with the cursor.</summary>
    public FolderReport Report { get; init; } = new();

    internal override string? ItemKind => ImageStages.Kind.Name;

    internal override object Findings => Report;

    // Not because the folder is full: these jobs need no space in it.
    internal override bool IsBlockedBy(WaitingFor closed) =>
        string.Equals(closed.Resource, CacheFolderGate.Of(CacheFolderId), StringComparison.Ordinal)
        && !string.Equals(closed.Code, CacheFolderCodes.Full, StringComparison.Ordinal);

    internal override JobView ShowIn(JobView view) => view with { CacheFolderId = CacheFolderId, Report = Report };
}
