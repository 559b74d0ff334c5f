using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Images;
using MediaPipeline.Contracts.Items;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Images;

/// <summary>A picture as it is stored. Never returned to callers: they get an <see cref="ImageView"/>.</summary>
[GenerateSerializer, Immutable, Alias("ImageState")]
public sealed record ImageState
{
    /// <summary>Version of this shape, raised when it changes.</summary>
    public const int CurrentSchema = 1;

    [Id(0)] public ImageId Id { get; init; }
    [Id(1)] public CollectionId CollectionId { get; init; }

    /// <summary>Path below the collection's root, with <c>/</c>.</summary>
    [Id(2)] public string Path { get; init; } = "";

    /// <summary>Identity in the archive at that path; null for a file.</summary>
    [Id(3)] public string? Entry { get; init; }

    /// <summary>Natural order within the collection, unique there: <see cref="NaturalKey"/>.</summary>
    [Id(4)] public string SortKey { get; init; } = "";

    /// <summary>Length of the original when it was last looked at.</summary>
    [Id(5)] public long SourceBytes { get; init; }

    /// <summary>The original's time of change when it was last looked at.</summary>
    [Id(6)] public DateTimeOffset SourceModifiedAt { get; init; }

    /// <summary>The job that last changed it.</summary>
    [Id(7)] public JobId? JobId { get; init; }
    [Id(8)] public int Priority { get; init; } = 5;
    [Id(9)] public ItemState State { get; init; }

    /// <summary>The last stage that it completed.</summary>
    [Id(10)] public string Stage { get; init; } = ImageStages.Discovered;

    /// <summary>Number of the latest attempt at anything, never reused: an outcome that carries another one is ignored.</summary>
    [Id(11)] public int Attempt { get; init; }

    /// <summary>Tries used up in the stage that comes next.</summary>
    [Id(12)] public int Tries { get; init; }

    /// <summary>Retry time, end of the running attempt's lease, or when a resource is asked again; null at rest.</summary>
    [Id(13)] public DateTimeOffset? DueAt { get; init; }
    [Id(14)] public WaitingFor? WaitingFor { get; init; }
    [Id(15)] public ItemError? LastError { get; init; }
    [Id(16)] public string? SkippedReason { get; init; }

    /// <summary>The job in which it failed, until it is mended; that job counts it as failed.</summary>
    [Id(17)] public JobId? FailedJobId { get; init; }
    [Id(18)] public PictureFacts? Facts { get; init; }
    [Id(19)] public StoredRendition? Thumbnail { get; init; }
    [Id(20)] public StoredRendition? Cache { get; init; }

    /// <summary>Where its renditions lie; null as long as it never had any.</summary>
    [Id(21)] public CacheFolderId? CacheFolderId { get; init; }

    /// <summary>Sum of both renditions; what a cache folder holds is the sum of these.</summary>
    [Id(22)] public long RenditionBytes { get; init; }
    [Id(23)] public int RenditionCount { get; init; }

    /// <summary>What its renditions were made by; another recipe makes the next scan render again.</summary>
    [Id(24)] public string? Recipe { get; init; }
    [Id(25)] public IReadOnlyList<Fault> Warnings { get; init; } = [];
    [Id(26)] public string? Placeholder { get; init; }
    [Id(27)] public string? DominantColour { get; init; }
    [Id(28)] public string? PerceptualHash { get; init; }

    /// <summary>When each completed stage was completed.</summary>
    [Id(29)] public IReadOnlyDictionary<string, DateTimeOffset> StageTimes { get; init; } = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
    [Id(30)] public IReadOnlyList<HistoryEntry> History { get; init; } = [];

    /// <summary>When its state last changed.</summary>
    [Id(31)] public DateTimeOffset EnteredAt { get; init; }
    [Id(32)] public DateTimeOffset? MissingSince { get; init; }

    /// <summary>The entry's readable name; null for a file.</summary>
    [Id(33)] public string? EntryName { get; init; }

    /// <summary>W3C trace parent that its stages belong to; null when they are not traced, and at rest.</summary>
    [Id(34)] public string? TraceParent { get; init; }
}
