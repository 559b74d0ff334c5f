using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Jobs;

/// <summary>One job, keyed by its <see cref="JobId"/>.</summary>
[Alias("IJobGrain")]
public interface IJobGrain : IGrainWithStringKey
{
    /// <summary>
    /// Stores the job and lets it begin. Asking twice does no harm. A payload that no kind of job takes is refused with an <see cref="ArgumentException"/>.
    /// </summary>
    [Alias("Start")]
    Task Start(StartJobRequest request);

    /// <summary>Lets running items end and starts no more.</summary>
    [Alias("Pause")]
    Task<CommandResult> Pause();

    /// <summary>Goes on after a pause.</summary>
    [Alias("Resume")]
    Task<CommandResult> Resume();

    /// <summary>Ends it: items that have not begun are skipped as cancelled.</summary>
    [Alias("Cancel")]
    Task<CommandResult> Cancel();

    /// <summary>Runs again only what failed.</summary>
    [Alias("Retry")]
    Task<CommandResult> Retry();

    /// <summary>Answers the question that it waits with.</summary>
    [Alias("Answer")]
    Task<CommandResult> Answer(string choice);

    /// <summary>Its due time has come. Answered at once, also while a step runs, which may take long: whoever wakes many must not wait for one.</summary>
    [Alias("Wake"), AlwaysInterleave]
    Task Wake();

    /// <summary>An item of its has come to an end, or waits. Only a hint: the store holds the truth.</summary>
    [Alias("ItemIdle"), OneWay, AlwaysInterleave]
    Task ItemIdle(string itemId, WaitingFor? waitingFor);
}

/// <param name="Source">What it works on, for people: a path, a file, a provider.</param>
/// <param name="Priority">1 (first) to 9.</param>
/// <param name="Payload">What it is to do.</param>
/// <param name="ParentId">The job that it is a part of.</param>
[GenerateSerializer, Immutable, Alias("StartJobRequest")]
public sealed record StartJobRequest(
    [property: Id(1)] string? Source,
    [property: Id(2)] int Priority,
    [property: Id(9)] JobPayload Payload,
    [property: Id(6)] JobId? ParentId = null);
