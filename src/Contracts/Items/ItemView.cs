using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Contracts.Items;

/// <summary>Any item, whatever its kind, as lists show it.</summary>
/// <param name="Kind"><c>image</c>.</param>
/// <param name="Stage">The last stage that it completed.</param>
/// <param name="DueAt">When it next runs without a request; null when nothing is scheduled.</param>
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
