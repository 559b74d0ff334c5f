using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Jobs;

/// <summary>A job as callers see it.</summary>
/// <param name="Type">What it does: one of <see cref="JobTypes"/>.</param>
/// <param name="Source">What it works on: a path, a file, a provider.</param>
/// <param name="Stale">No progress for ten minutes.</param>
/// <param name="Errors">The first 100 items that failed.</param>
/// <param name="Warnings">Problems that did not stop the job, for example folders that could not be listed.</param>
/// <param name="Failure">Why the job as a whole failed.</param>
public sealed record JobView(
    JobId Id,
    string Type,
    string? Source,
    string? MediaType,
    CollectionId? CollectionId,
    JobState State,
    int Priority,
    WaitingFor? WaitingFor,
    JobQuestion? Question,
    bool Stale,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    DateTimeOffset? LastProgressAt,
    JobId? ParentId,
    JobProgress Progress,
    IReadOnlyList<JobItemError> Errors,
    IReadOnlyList<string> Warnings,
    ItemError? Failure)
{
    /// <summary>The cache folder that it works on.</summary>
    public CacheFolderId? CacheFolderId { get; init; }

    /// <summary>Options of a clean-up of orphaned files.</summary>
    public CleanUp? CleanUp { get; init; }

    /// <summary>What it found and did there.</summary>
    public FolderReport? Report { get; init; }

    /// <summary>What a scan that reads all again has found; null for any other job.</summary>
    public VerificationReport? Verification { get; init; }

    /// <summary>What an import has read; null for any other job.</summary>
    public ImportReport? Import { get; init; }
}

/// <param name="Choices">The possible answers.</param>
[GenerateSerializer, Immutable, Alias("JobQuestion")]
public sealed record JobQuestion([property: Id(0)] string Code, [property: Id(1)] string Message, [property: Id(2)] IReadOnlyList<string> Choices);

/// <summary>byStage + failed + skipped + missing = total.</summary>
/// <param name="Total">Items of the job; null until its source is read to the end.</param>
/// <param name="ByStage">Items that are neither failed, quarantined, skipped nor missing, by the last stage that they completed.</param>
/// <param name="Failed">Quarantined ones included.</param>
/// <param name="Unchanged">Found as they were: counted by the job, not its items.</param>
/// <param name="Percent">Share of items that are neither pending, running nor waiting; null until the source is read to the end.</param>
[GenerateSerializer, Immutable, Alias("JobProgress")]
public sealed record JobProgress(
    [property: Id(0)] long? Total,
    [property: Id(1)] IReadOnlyDictionary<string, long> ByStage,
    [property: Id(2)] long Failed,
    [property: Id(3)] long Skipped,
    [property: Id(4)] long Missing,
    [property: Id(5)] long Unchanged,
    [property: Id(6)] double? Percent,
    [property: Id(7)] double? ItemsPerSecond);

/// <summary>One of the items of a job that failed.</summary>
public sealed record JobItemError(string ItemId, string Name, string Stage, string Code, string Message, DateTimeOffset At, int Tries);
