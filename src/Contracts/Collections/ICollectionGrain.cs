using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Collections;

/// <summary>One folder or archive, keyed by its <see cref="Ids.CollectionId"/>, and the gate of its source.</summary>
[Alias("ICollectionGrain")]
public interface ICollectionGrain : IGateGrain
{
    /// <summary>Starts a scan, or returns the running one.</summary>
    [Alias("Scan")]
    Task<JobStartedResult> Scan(int priority);

    /// <summary>Starts a scan that reads all pictures again, or returns the running one; a conflict while a scan runs that does not.</summary>
    [Alias("Verify")]
    Task<JobStartedResult> Verify(int priority);

    /// <summary>Stores that it is being deleted, then starts the job that deletes its renditions and records. The originals are never touched.</summary>
    [Alias("Delete")]
    Task<JobStartedResult> Delete();
}
