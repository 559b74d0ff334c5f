using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Contracts.Items;

/// <summary>An item of any kind, as lists show it.</summary>
/// <param name="Kind"><c>image</c>.</param>
/// <param name="Stage">The last stage that it completed.</param>
/// <param name="DueAt">When it runs next without being asked to; null when nothing is scheduled.</param>
public sealed record ItemView(
    string Id,
    string Kind,
    string Name,
    CollectionId? CollectionId,
    JobId? JobId,
    ItemState State,
    string Stage,
    int Tries,
    ItemError? LastError,
    WaitingFor? WaitingFor,
    string? SkippedReason,
    DateTimeOffset? DueAt,
    DateTimeOffset EnteredAt);
