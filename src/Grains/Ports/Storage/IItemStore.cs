using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Items;

namespace MediaPipeline.Grains.Ports.Storage;

/// <summary>
/// Queries of jobs and alarms over items of every kind, and the one bulk write: first documents of discovered items.
/// Lists over several kinds are ordered by id, so kind by kind; those of one job by sort key within each kind.
/// </summary>
public interface IItemStore
{
    /// <summary>
    /// Stores first documents, where absent; existing ones are left as they are. On return they are durable, before any write that begins later.
    /// </summary>
    Task InsertAbsentAsync<T>(IReadOnlyList<T> items, CancellationToken cancellationToken)
        where T : ItemRecord;

    /// <summary>Items of a job in these states, those of the first state first.</summary>
    Task<IReadOnlyList<string>> ListByStateAsync(JobId job, IReadOnlyList<ItemState> states, int limit, CancellationToken cancellationToken);

    /// <summary>Items that match a filter, in the order of their ids, after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<string>> ListMatchingAsync(ItemFilter filter, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Items of a job that wait for a closed gate.</summary>
    Task<IReadOnlyList<string>> ListWaitingForAsync(JobId job, string resource, int limit, CancellationToken cancellationToken);

    /// <summary>What one of a job's waiting items waits for, the first in their order; null when none waits.</summary>
    Task<WaitingFor?> FindFirstWaitAsync(JobId job, CancellationToken cancellationToken);

    /// <summary>Counts of a job's items by state and stage, and how many carry it as the job in which they failed.</summary>
    Task<JobTally> TallyAsync(JobId job, CancellationToken cancellationToken);
}

/// <param name="Counts">By state and last completed stage.</param>
/// <param name="FailedHere">Items, whoever owns them now, that failed in this job and have not become live since.</param>
/// <param name="Verified">Of pictures that the job read again.</param>
public sealed record JobTally(
    IReadOnlyList<(ItemState State, string Stage, long Count)> Counts, long FailedHere, VerificationReport? Verified = null);
