using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Contracts.Reading;

/// <summary>Queries over jobs, running and ended.</summary>
public interface IJobReader
{
    Task<JobView?> FindAsync(JobId id, CancellationToken cancellationToken);

    /// <summary>The latest first. Jobs in the list have no errors.</summary>
    Task<Page<JobView>> ListAsync(JobFilter filter, PageRequest page, CancellationToken cancellationToken);
}

/// <summary>Selects jobs; members that are null match everything.</summary>
public sealed record JobFilter(string? Type = null, JobState? State = null, string? Source = null, CollectionId? CollectionId = null);
