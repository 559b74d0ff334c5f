using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Jobs;

/// <summary>Tries again what matches the filter; without a state in it, what failed.</summary>
[GenerateSerializer, Immutable, Alias("RetryItemsPayload")]
public sealed record RetryItemsPayload([property: Id(0)] ItemFilter Filter) : JobPayload;
