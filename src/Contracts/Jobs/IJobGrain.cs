using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Commands;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Jobs;

/// <summary>One job, keyed by its <see cref="JobId"/>.</summary>
[Alias("IJobGrain")]
public interface IJobGrain : IGrainWithStringKey
{
    /// <summary>Stores the job and lets it begin. Asking twice does no harm.</summary>
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

/// <param name="CollectionId">What a scan or a deletion works on.</param>
/// <param name="Filter">What a retry or a skip works on.</param>
/// <param name="Reason">Of a skip.</param>
/// <param name="CacheFolderId">What a reconciliation, a clean-up or a drain works on.</param>
/// <param name="CleanUp">How a clean-up goes about it.</param>
[GenerateSerializer, Immutable, Alias("StartJobRequest")]
public sealed record StartJobRequest(
    [property: Id(0)] JobType Type,
    [property: Id(1)] string? Source,
    [property: Id(2)] int Priority,
    [property: Id(3)] CollectionId? CollectionId = null,
    [property: Id(4)] ItemFilter? Filter = null,
    [property: Id(5)] string? Reason = null,
    [property: Id(6)] JobId? ParentId = null,
    [property: Id(7)] CacheFolderId? CacheFolderId = null,
    [property: Id(8)] CleanUp? CleanUp = null);
