using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.CacheFolders;

/// <summary>One cache folder, keyed by its <see cref="Ids.CacheFolderId"/>, and the gate before it.</summary>
[Alias("ICacheFolderGrain")]
public interface ICacheFolderGrain : IGateGrain
{
    /// <summary>Starts the job that compares what the states name with the disk, or returns the one that runs.</summary>
    [Alias("Reconcile")]
    Task<JobStartedResult> Reconcile();

    /// <summary>Starts the job that looks for orphaned files, or returns the one that runs.</summary>
    [Alias("CleanOrphans")]
    Task<JobStartedResult> CleanOrphans(CleanUp cleanUp);

    /// <summary>Gives the folder up: only when it is drained and empty. Nothing that is not ours is touched.</summary>
    [Alias("Delete")]
    Task<CommandResult> Delete();
}
