using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Media;

/// <summary>Which titles are wanted; what is null does not matter.</summary>
public sealed record MediaFilter(
    string? Type = null, ItemState? State = null, string? Stage = null, JobId? JobId = null, int? YearFrom = null, int? YearTo = null);
