using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Jobs;

/// <summary>Skips items that match the filter; without a state in it, failed ones.</summary>
/// <param name="Reason">The reason that the skipped items show.</param>
[GenerateSerializer, Immutable, Alias("SkipItemsPayload")]
public sealed record SkipItemsPayload([property: Id(0)] ItemFilter Filter, [property: Id(1)] string? Reason = null) : JobPayload;
