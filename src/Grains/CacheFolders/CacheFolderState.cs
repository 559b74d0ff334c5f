using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Grains.CacheFolders;

/// <summary>A cache folder as it is stored. Its size is never stored here: it is the sum over its items.</summary>
[GenerateSerializer, Immutable, Alias("CacheFolderState")]
public sealed record CacheFolderState
{
    /// <summary>Version of this shape, raised when it changes. 2: a path below the data directory is relative to it.</summary>
    public const int CurrentSchema = 2;

    [Id(0)] public CacheFolderId Id { get; init; }

    /// <summary>
    /// Canonical and absolute. On a standalone server, stored relative to the data directory if it is inside it: <see
    /// cref="Ports.Storage.IStoredPaths"/>.
    /// </summary>
    [Id(1)] public string Path { get; init; } = "";

    /// <summary>Null for no limit but the disk's.</summary>
    [Id(2)] public long? MaxBytes { get; init; }
    [Id(3)] public int Weight { get; init; } = 1;
    [Id(4)] public bool Draining { get; init; }
    [Id(5)] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Why it cannot be used now: outputFull, markerMissing, outputUnavailable; null when it can.</summary>
    [Id(6)] public string? FaultCode { get; init; }
    [Id(7)] public string? FaultMessage { get; init; }

    /// <summary>The jobs over it, the running or last one of each kind.</summary>
    [Id(8)] public FolderTask? Reconcile { get; init; }
    [Id(9)] public FolderTask? CleanUp { get; init; }
    [Id(10)] public FolderTask? Drain { get; init; }

    /// <summary>When the next job of the schedule is due; null when the schedule is off.</summary>
    [Id(11)] public DateTimeOffset? DueAt { get; init; }
}

/// <param name="JobId">The running or last job.</param>
/// <param name="StartedAt">When it was last started.</param>
/// <param name="LastEndedAt">When a job of this kind last ended.</param>
[GenerateSerializer, Immutable, Alias("FolderTask")]
public sealed record FolderTask(
    [property: Id(0)] JobId JobId, [property: Id(1)] DateTimeOffset StartedAt, [property: Id(2)] DateTimeOffset? LastEndedAt = null);
