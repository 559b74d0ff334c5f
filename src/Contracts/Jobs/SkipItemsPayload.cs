using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Jobs;

/// <summary>Skips what matches the filter; without a state in it, what failed.</summary>
/// <param name="Reason">Why, for whoever finds the items skipped.</param>
[GenerateSerializer, Immutable, Alias("SkipItemsPayload")]
public sealed record SkipItemsPayload([property: Id(0)] ItemFilter Filter, [property: Id(1)] string? Reason = null) : JobPayload;
