using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Jobs.Folders;

namespace MediaPipeline.Grains.Jobs.Drain;

internal sealed class DrainJob() : JobKind<DrainPayload, DrainRecord, DrainSteps>("drain"), IFolderJobKind
{
    public FolderTask? TaskOf(CacheFolderState folder) => folder.Drain;

    public CacheFolderState With(CacheFolderState folder, FolderTask task) => folder with { Drain = task };

    public TimeSpan EveryOf(CacheFolderOptions options) => TimeSpan.Zero;

    public JobPayload Scheduled(CacheFolderId folder, CacheFolderOptions options) => new DrainPayload(folder);

    protected override DrainRecord Create(DrainPayload payload) => new() { CacheFolderId = payload.CacheFolderId };
}
