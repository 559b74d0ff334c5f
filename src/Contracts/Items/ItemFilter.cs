using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Contracts.Items;

/// <summary>Selects items; members that are null match everything.</summary>
[GenerateSerializer, Immutable, Alias("ItemFilter")]
public sealed record ItemFilter(
    [property: Id(0)] string? Kind = null,
    [property: Id(1)] ItemState? State = null,
    [property: Id(2)] string? Stage = null,
    [property: Id(3)] string? Code = null,
    [property: Id(4)] JobId? JobId = null,
    [property: Id(5)] CollectionId? CollectionId = null);
