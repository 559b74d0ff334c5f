using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Jobs.Folders;

namespace MediaPipeline.Grains.Jobs.Reconcile;

internal sealed class ReconcileJob() : JobKind<ReconcilePayload, ReconcileRecord, ReconcileSteps>("reconcile"), IFolderJobKind
{
    public FolderTask? TaskOf(CacheFolderState folder) => folder.Reconcile;

    public CacheFolderState With(CacheFolderState folder, FolderTask task) => folder with { Reconcile = task };

    public TimeSpan EveryOf(CacheFolderOptions options) => options.ReconcileEvery;

    public JobPayload Scheduled(CacheFolderId folder, CacheFolderOptions options) => new ReconcilePayload(folder);

    protected override ReconcileRecord Create(ReconcilePayload payload) => new() { CacheFolderId = payload.CacheFolderId };
}
