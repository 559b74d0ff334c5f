using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Jobs;

namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>Queries of grains over jobs.</summary>
public interface IJobStore
{
    /// <summary>The job's document, without activating its grain.</summary>
    Task<JobRecord?> FindAsync(JobId id, CancellationToken cancellationToken);

    /// <summary>Jobs of a collection that have not ended; a cancelled job ends only when all its items are cancelled.</summary>
    Task<IReadOnlyList<JobId>> ListUnfinishedAsync(CollectionId collection, CancellationToken cancellationToken);
}
