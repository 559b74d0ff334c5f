namespace MediaPipeline.Contracts.Jobs;

/// <summary>Fetches the covers of titles, as far as they are not there.</summary>
/// <param name="MediaType">Type of the titles; null: all.</param>
[GenerateSerializer, Immutable, Alias("FetchCoversPayload")]
public sealed record FetchCoversPayload([property: Id(0)] string? MediaType = null) : JobPayload;
