using MediaPipeline.Contracts.CacheFolders;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Contracts.Jobs;

namespace MediaPipeline.Grains.Jobs;

/// <summary>A job as it is stored.</summary>
[GenerateSerializer, Alias("JobRecord")]
public sealed record JobRecord
{
    /// <summary>Version of this shape, raised when it changes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Warnings that are kept.</summary>
    public const int MaxWarnings = 20;

    [Id(0)] public JobId Id { get; init; }
    [Id(1)] public JobType Type { get; init; }
    [Id(2)] public string? Source { get; init; }
    [Id(3)] public CollectionId? CollectionId { get; init; }
    [Id(4)] public JobId? ParentId { get; init; }
    [Id(5)] public ItemFilter? Filter { get; init; }
    [Id(6)] public string? Reason { get; init; }
    [Id(7)] public int Priority { get; init; } = 5;
    [Id(8)] public JobState State { get; init; }

    /// <summary>What it is at: reading, driving, deleting.</summary>
    [Id(9)] public JobPhase Phase { get; init; }

    /// <summary>The first cursor: sort key of the last entry whose row is stored; null before the first.</summary>
    [Id(10)] public string? Cursor { get; init; }

    /// <summary>Whether the source has been read to its end.</summary>
    [Id(11)] public bool ReadToEnd { get; init; }

    /// <summary>Entries found as they were.</summary>
    [Id(12)] public long Unchanged { get; init; }

    /// <summary>Known items seen again, and those not seen, up to the cursor.</summary>
    [Id(13)] public long Seen { get; init; }
    [Id(14)] public long Vanished { get; init; }
    [Id(15)] public IReadOnlyDictionary<string, long> Ignored { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);
    [Id(16)] public WaitingFor? WaitingFor { get; init; }
    [Id(17)] public JobQuestion? Question { get; init; }

    /// <summary>What a person answered, by the question's code.</summary>
    [Id(18)] public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
    [Id(19)] public DateTimeOffset CreatedAt { get; init; }
    [Id(20)] public DateTimeOffset? StartedAt { get; init; }
    [Id(21)] public DateTimeOffset? CompletedAt { get; init; }
    [Id(22)] public DateTimeOffset? LastProgressAt { get; init; }

    /// <summary>Set as long as the job goes on, and past: whatever it was told, and whoever had it, its alarm wakes it at every look.</summary>
    [Id(23)] public DateTimeOffset? DueAt { get; init; }

    /// <summary>Paused by itself because nothing moved for ten minutes.</summary>
    [Id(24)] public bool Stale { get; init; }

    /// <summary>Whether the alert of more than 10 % failures has been given.</summary>
    [Id(25)] public bool Alerted { get; init; }
    [Id(26)] public ItemError? Failure { get; init; }

    /// <summary>The figures at its end: later jobs take its items over. Null while it runs, when they are counted from the store.</summary>
    [Id(27)] public JobProgress? FinalProgress { get; init; }

    /// <summary>What a person should know though the job went on: folders that could not be listed. The first few.</summary>
    [Id(28)] public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The cache folder that it works on.</summary>
    [Id(29)] public CacheFolderId? CacheFolderId { get; init; }
    [Id(30)] public CleanUp? CleanUp { get; init; }

    /// <summary>What it found and did in its cache folder, written together with the cursor.</summary>
    [Id(31)] public FolderReport? Report { get; init; }

    /// <summary>W3C trace parent that what it does belongs to; null when it is not traced.</summary>
    [Id(32)] public string? TraceParent { get; init; }
}
