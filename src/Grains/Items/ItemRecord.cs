using System.Text.Json.Serialization;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Grains.Items;

/// <summary>
/// What every item stores, whatever its kind. A kind derives from it; the stored JSON is flat. Never returned to callers: they get an <see cref="ItemView"/>.
/// </summary>
[GenerateSerializer, Alias("ItemRecord")]
public abstract record ItemRecord
{
    /// <summary>The reason for which an item is skipped whose job was cancelled.</summary>
    public const string CancelledReason = "cancelled";

    /// <summary>Its id, which is the key of its grain.</summary>
    [JsonIgnore] public abstract string ItemId { get; }

    /// <summary>Display name for lists, for example a file's name without its folders.</summary>
    [JsonIgnore] public abstract string Name { get; }

    /// <summary>Full name for messages, for example a path.</summary>
    [JsonIgnore] public virtual string FullName => Name;

    /// <summary>The archive entry that its errors mention, if there is one.</summary>
    [JsonIgnore] public virtual string? ErrorEntry => null;

    /// <summary>The collection that it belongs to, where its kind has collections.</summary>
    [JsonIgnore] public virtual CollectionId? OfCollection => null;

    /// <summary>Order within its kind, or within its collection, and unique there.</summary>
    [Id(0)] public string SortKey { get; init; } = "";

    /// <summary>The job that last changed it.</summary>
    [Id(1)] public JobId? JobId { get; init; }
    [Id(2)] public int Priority { get; init; } = 5;
    [Id(3)] public ItemState State { get; init; }

    /// <summary>The last stage that it completed.</summary>
    [Id(4)] public string Stage { get; init; } = "";

    /// <summary>Number of the latest attempt at anything, never reused: an outcome that carries another one is ignored.</summary>
    [Id(5)] public int Attempt { get; init; }

    /// <summary>Tries used up in the stage that comes next.</summary>
    [Id(6)] public int Tries { get; init; }

    /// <summary>Retry time, end of the running attempt's lease, when a resource is checked again, or when a failure expires; null when nothing is scheduled.</summary>
    [Id(7)] public DateTimeOffset? DueAt { get; init; }
    [Id(8)] public WaitingFor? WaitingFor { get; init; }
    [Id(9)] public ItemError? LastError { get; init; }
    [Id(10)] public string? SkippedReason { get; init; }

    /// <summary>The job in which it failed, until it has become live; that job counts it as failed.</summary>
    [Id(11)] public JobId? FailedJobId { get; init; }

    /// <summary>When each completed stage was completed.</summary>
    [Id(12)] public IReadOnlyDictionary<string, DateTimeOffset> StageTimes { get; init; } = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
    [Id(13)] public IReadOnlyList<HistoryEntry> History { get; init; } = [];

    /// <summary>When its state last changed.</summary>
    [Id(14)] public DateTimeOffset EnteredAt { get; init; }
    [Id(15)] public DateTimeOffset? MissingSince { get; init; }

    /// <summary>W3C trace parent of the running attempts; null when they are not traced, and when none is running.</summary>
    [Id(16)] public string? TraceParent { get; init; }

    /// <summary>Answers of users, by the code of the question; null when there are none.</summary>
    [Id(17)] public IReadOnlyDictionary<string, string>? Answers { get; init; }

    /// <summary>How it ends once its effects are undone; null while it is not ending.</summary>
    [Id(18)] public ItemEnding? Ending { get; init; }

    /// <summary>Whether it waits for an answer. Nothing happens automatically then.</summary>
    [JsonIgnore] public bool WaitsForAnswer => State == ItemState.Waiting && WaitingFor?.Choices is not null;
}
