using MediaPipeline.Contracts.Collections;
using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Grains.Collections;

/// <summary>A collection as it is stored.</summary>
[GenerateSerializer, Immutable, Alias("CollectionState")]
public sealed record CollectionState
{
    /// <summary>Version of this shape, raised when it changes.</summary>
    public const int CurrentSchema = 1;

    [Id(0)] public CollectionId Id { get; init; }
    [Id(1)] public string Name { get; init; } = "";

    /// <summary>Canonical absolute path.</summary>
    [Id(2)] public string Path { get; init; } = "";
    [Id(3)] public CollectionKind Kind { get; init; }
    [Id(4)] public CollectionLifecycle Lifecycle { get; init; }

    /// <summary>Where new renditions are stored. Chosen once, and again only when that folder is drained.</summary>
    [Id(5)] public CacheFolderId? CacheFolderId { get; init; }
    [Id(6)] public DateTimeOffset CreatedAt { get; init; }
    [Id(7)] public DateTimeOffset? LastScannedAt { get; init; }
    [Id(8)] public IReadOnlyDictionary<string, long> Ignored { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>The running or last job over it.</summary>
    [Id(9)] public JobId? JobId { get; init; }
}
