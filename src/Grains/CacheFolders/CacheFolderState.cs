using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Grains.CacheFolders;

/// <summary>A cache folder as it is stored. What it holds is never stored here: it is the sum over its items.</summary>
[GenerateSerializer, Alias("CacheFolderState")]
public sealed record CacheFolderState
{
    /// <summary>Version of this shape, raised when it changes.</summary>
    public const int CurrentSchema = 1;

    [Id(0)] public CacheFolderId Id { get; init; }

    /// <summary>Canonical absolute path.</summary>
    [Id(1)] public string Path { get; init; } = "";

    /// <summary>Null for no limit but the disk's.</summary>
    [Id(2)] public long? MaxBytes { get; init; }
    [Id(3)] public int Weight { get; init; } = 1;
    [Id(4)] public bool Draining { get; init; }
    [Id(5)] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Why it takes no work now: outputFull, markerMissing, outputUnavailable; null when it does.</summary>
    [Id(6)] public string? FaultCode { get; init; }
    [Id(7)] public string? FaultMessage { get; init; }
}
