using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Jobs;

namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>What grains ask the stored jobs.</summary>
public interface IJobStore
{
    /// <summary>The job's document, without waking its grain.</summary>
    Task<JobRecord?> FindAsync(JobId id, CancellationToken cancellationToken);

    /// <summary>Jobs of a collection that have not ended; a cancelled one has not until all its items are cancelled.</summary>
    Task<IReadOnlyList<JobId>> ListUnfinishedAsync(CollectionId collection, CancellationToken cancellationToken);
}
