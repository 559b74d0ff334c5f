using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Jobs;

/// <summary>Retries items that match the filter; without a state in it, failed ones.</summary>
[GenerateSerializer, Immutable, Alias("RetryItemsPayload")]
public sealed record RetryItemsPayload([property: Id(0)] ItemFilter Filter) : JobPayload;
