using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.CacheFolders;

namespace MediaPipeline.Grains.Jobs.Folders;

/// <summary>A kind of job over a cache folder: at most one of it runs over each folder at a time.</summary>
internal interface IFolderJobKind : IJobKind
{
    /// <summary>The last job of this kind over that folder; null when there was none.</summary>
    FolderTask? TaskOf(CacheFolderState folder);

    /// <summary>The folder with that as the last job of this kind.</summary>
    CacheFolderState With(CacheFolderState folder, FolderTask task);

    /// <summary>Time between two jobs that the schedule starts; zero when it starts none.</summary>
    TimeSpan EveryOf(CacheFolderOptions options);

    /// <summary>The payload of a job that the schedule starts.</summary>
    JobPayload Scheduled(CacheFolderId folder, CacheFolderOptions options);
}
