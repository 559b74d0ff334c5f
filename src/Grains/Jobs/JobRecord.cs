using System.Text.Json.Serialization;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Jobs;

/// <summary>
/// What every job stores, whatever its kind. A kind derives from it; the stored JSON is flat, and its <c>type</c> says which record it is
/// (<see cref="JobRecordConverter"/>). This type itself is only a grain's state before the job is stored, and a job that cannot be read.
/// </summary>
public record JobRecord
{
    /// <summary>Version of this shape, raised when it changes. 2: a job has only the members of its kind.</summary>
    public const int CurrentSchema = 2;

    /// <summary>Warnings that are kept.</summary>
    public const int MaxWarnings = 20;

    [JsonPropertyOrder(-2)] public JobId Id { get; init; }

    /// <summary>The name of its kind.</summary>
    [JsonPropertyOrder(-1)] public string Type { get; init; } = "";
    public string? Source { get; init; }
    public JobId? ParentId { get; init; }
    public int Priority { get; init; } = 5;
    public JobState State { get; init; }

    /// <summary>Its phase: one of <see cref="JobPhases"/>, or one specific to its kind.</summary>
    public string Phase { get; init; } = "";

    /// <summary>Its progress within the phase, in a format specific to the phase. Null before the first step.</summary>
    public string? Cursor { get; init; }

    /// <summary>Whether all of its items are known.</summary>
    public bool ReadToEnd { get; init; }
    public WaitingFor? WaitingFor { get; init; }
    public JobQuestion? Question { get; init; }

    /// <summary>Answers of users, by the question's code.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    public DateTimeOffset? LastProgressAt { get; init; }

    /// <summary>In the past while the job is active, so that every sweep of its alarm grain wakes it, whichever silo it was on.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Paused automatically because it made no progress for ten minutes.</summary>
    public bool Stale { get; init; }

    /// <summary>Whether the alert of more than 10 % failures has been given.</summary>
    public bool Alerted { get; init; }
    public ItemError? Failure { get; init; }

    /// <summary>Its final figures, since later jobs may take over its items. Null while it runs: then they are counted from the store.</summary>
    public JobProgress? FinalProgress { get; init; }

    /// <summary>Problems that did not stop the job, for example folders that could not be listed. The first few.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>W3C trace parent of its work; null when it is not traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Its first phase, also when it is retried after it failed as a whole.</summary>
    internal virtual string FirstPhase => JobPhases.Driving;

    /// <summary>The collection that it works on.</summary>
    internal virtual CollectionId? OfCollection => null;

    /// <summary>The kind of item that it has; null when it may have items of every kind.</summary>
    internal virtual string? ItemKind => null;

    /// <summary>Entries found unchanged, which are not among its items.</summary>
    internal virtual long UnchangedCount => 0;

    /// <summary>Entries that will be its items but are not yet.</summary>
    internal virtual long AwaitedCount => 0;

    /// <summary>Its progress apart from its items: any change counts as progress.</summary>
    internal virtual object? Findings => null;

    /// <summary>Why it cannot be cancelled; null when it can.</summary>
    internal virtual string? CancelRefusal => null;

    /// <summary>The items that are tried again when the job is.</summary>
    internal virtual ItemFilter RetryFilter => new(JobId: Id);

    /// <summary>Whether the job itself waits for that closed gate. It waits for any other gate only as long as its items do.</summary>
    internal virtual bool IsBlockedBy(WaitingFor closed) => false;

    /// <summary>With what the store counts of its items, besides their states.</summary>
    internal virtual JobRecord WithCounts(JobTally tally) => this;

    /// <summary>The view with what callers see of this kind besides what every job shows.</summary>
    internal virtual JobView ShowIn(JobView view) => view;
}
