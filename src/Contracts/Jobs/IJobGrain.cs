using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Jobs;

/// <summary>One job, keyed by its <see cref="JobId"/>.</summary>
[Alias("IJobGrain")]
public interface IJobGrain : IGrainWithStringKey
{
    /// <summary>Stores the job and starts it. Idempotent. Throws an <see cref="ArgumentException"/> for a payload that no kind of job takes.</summary>
    [Alias("Start")]
    Task Start(StartJobRequest request);

    /// <summary>Lets running items end and starts no more.</summary>
    [Alias("Pause")]
    Task<CommandResult> Pause();

    /// <summary>Resumes after a pause.</summary>
    [Alias("Resume")]
    Task<CommandResult> Resume();

    /// <summary>Ends the job: items that have not begun are skipped as cancelled.</summary>
    [Alias("Cancel")]
    Task<CommandResult> Cancel();

    /// <summary>Runs again only what failed.</summary>
    [Alias("Retry")]
    Task<CommandResult> Retry();

    /// <summary>Answers its question.</summary>
    [Alias("Answer")]
    Task<CommandResult> Answer(string choice);

    /// <summary>Its due time has come. Returns at once, even while a long step is running: a caller that wakes many jobs must not wait for one.</summary>
    [Alias("Wake"), AlwaysInterleave]
    Task Wake();

    /// <summary>One of its items has ended, or waits. Only a hint: the store is authoritative.</summary>
    [Alias("ItemIdle"), OneWay, AlwaysInterleave]
    Task ItemIdle(string itemId, WaitingFor? waitingFor);
}

/// <param name="Source">What it works on, for display: a path, a file, a provider.</param>
/// <param name="Priority">1 (first) to 9.</param>
/// <param name="Payload">Parameters of the job.</param>
/// <param name="ParentId">The job that it is a part of.</param>
[GenerateSerializer, Immutable, Alias("StartJobRequest")]
public sealed record StartJobRequest(
    [property: Id(1)] string? Source,
    [property: Id(2)] int Priority,
    [property: Id(9)] JobPayload Payload,
    [property: Id(6)] JobId? ParentId = null);
