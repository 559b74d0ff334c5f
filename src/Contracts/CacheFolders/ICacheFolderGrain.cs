using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.CacheFolders;

/// <summary>One cache folder, keyed by its <see cref="Ids.CacheFolderId"/>, and the gate of its disk.</summary>
[Alias("ICacheFolderGrain")]
public interface ICacheFolderGrain : IGateGrain
{
    /// <summary>Starts the job that compares the stored items with the disk, or returns the running one.</summary>
    [Alias("Reconcile")]
    Task<JobStartedResult> Reconcile();

    /// <summary>Starts the job that looks for orphaned files, or returns the running one.</summary>
    [Alias("CleanOrphans")]
    Task<JobStartedResult> CleanOrphans(CleanUp cleanUp);

    /// <summary>Removes the folder, which must be drained and empty. Files that MediaPipeline did not create are not touched.</summary>
    [Alias("Delete")]
    Task<CommandResult> Delete();
}
