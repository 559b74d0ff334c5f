using System.Text.Json.Serialization;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;

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

    /// <summary>What it does: the name of its kind.</summary>
    [JsonPropertyOrder(-1)] public string Type { get; init; } = "";
    public string? Source { get; init; }
    public JobId? ParentId { get; init; }
    public int Priority { get; init; } = 5;
    public JobState State { get; init; }

    /// <summary>What it is at: one of <see cref="JobPhases"/>, or of its kind's own.</summary>
    public string Phase { get; init; } = "";

    /// <summary>How far it has come in its phase; what that means its phase knows. Null before the first step.</summary>
    public string? Cursor { get; init; }

    /// <summary>Whether all of its items are known.</summary>
    public bool ReadToEnd { get; init; }
    public WaitingFor? WaitingFor { get; init; }
    public JobQuestion? Question { get; init; }

    /// <summary>What a person answered, by the question's code.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    public DateTimeOffset? LastProgressAt { get; init; }

    /// <summary>In the past as long as the job goes on, so that every sweep of its alarm wakes it, whichever silo it was on.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Paused by itself because nothing moved for ten minutes.</summary>
    public bool Stale { get; init; }

    /// <summary>Whether the alert of more than 10 % failures has been given.</summary>
    public bool Alerted { get; init; }
    public ItemError? Failure { get; init; }

    /// <summary>The figures at its end: later jobs take its items over. Null while it runs, when they are counted from the store.</summary>
    public JobProgress? FinalProgress { get; init; }

    /// <summary>What a person should know though the job went on: folders that could not be listed. The first few.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>W3C trace parent that what it does belongs to; null when it is not traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Where it begins, also when it is retried after it failed as a whole.</summary>
    internal virtual string FirstPhase => JobPhases.Driving;

    /// <summary>The collection that it works on.</summary>
    internal virtual CollectionId? OfCollection => null;

    /// <summary>The kind of item that it has; null when it may have items of every kind.</summary>
    internal virtual string? ItemKind => null;

    /// <summary>What it found as it was, which is none of its items.</summary>
    internal virtual long UnchangedCount => 0;

    /// <summary>What it has found and done besides its items: a change of it is progress.</summary>
    internal virtual object? Findings => null;

    /// <summary>Why it cannot be cancelled; null when it can.</summary>
    internal virtual string? CancelRefusal => null;

    /// <summary>The items that are tried again when the job is.</summary>
    internal virtual ItemFilter RetryFilter => new(JobId: Id);

    /// <summary>Whether that closed gate holds the job itself. Any other one holds it only as long as items of it wait for that gate.</summary>
    internal virtual bool IsHeldBy(WaitingFor closed) => false;

    /// <summary>The view with what callers see of this kind besides what every job shows.</summary>
    internal virtual JobView ShowIn(JobView view) => view;
}
