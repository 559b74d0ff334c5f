using MediaPipeline.Grains.Ports;

namespace MediaPipeline.Grains.Providers;

/// <summary>What came of a request to a provider.</summary>
/// <param name="Fault">Why there is no proper answer; null when there is one.</param>
/// <param name="RetryAt">When the provider says to come back; null when it does not say.</param>
/// <param name="Limit">Requests in a period, as the provider says; null when it does not.</param>
/// <param name="Remaining">Requests that are left in this period, as the provider says; null when it does not.</param>
[GenerateSerializer, Immutable, Alias("ProviderReport")]
public sealed record ProviderReport(
    [property: Id(0)] Fault? Fault,
    [property: Id(1)] DateTimeOffset? RetryAt = null,
    [property: Id(2)] long? Limit = null,
    [property: Id(3)] long? Remaining = null);
