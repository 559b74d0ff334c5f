using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.CacheFolders;
using MediaPipeline.Grains.Jobs.Folders;

namespace MediaPipeline.Grains.Jobs.CleanOrphans;

internal sealed class CleanOrphansJob() : JobKind<CleanOrphansPayload, CleanOrphansRecord, CleanOrphansSteps>("cleanOrphans"), IFolderJobKind
{
    public FolderTask? TaskOf(CacheFolderState folder) => folder.CleanUp;

    public CacheFolderState With(CacheFolderState folder, FolderTask task) => folder with { CleanUp = task };

    public TimeSpan EveryOf(CacheFolderOptions options) => options.CleanOrphansEvery;

    public JobPayload Scheduled(CacheFolderId folder, CacheFolderOptions options) =>
        new CleanOrphansPayload(folder, new CleanUp(options.CleanOrphansOlderThanDays, DryRun: false, CountFirst: true));

    protected override CleanOrphansRecord Create(CleanOrphansPayload payload) => new() { CacheFolderId = payload.CacheFolderId, CleanUp = payload.CleanUp };
}
