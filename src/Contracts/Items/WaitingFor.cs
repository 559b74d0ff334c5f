namespace MediaPipeline.Contracts.Items;

/// <summary>What an item or a job waits for.</summary>
/// <param name="Code">Stable, for example <c>outputFull</c>, <c>markerMissing</c>, <c>sourceUnavailable</c>, <c>retry</c>.</param>
/// <param name="Resource">The gate that is closed: <c>source:col_…</c> or <c>folder:fld_…</c>; null when it is a time or the item's own file.</param>
/// <param name="Message">For people: what is the matter, and what to do.</param>
/// <param name="Since">When the waiting began.</param>
[GenerateSerializer, Immutable, Alias("WaitingFor")]
public sealed record WaitingFor(
    [property: Id(0)] string Code,
    [property: Id(1)] string? Resource,
    [property: Id(2)] string Message,
    [property: Id(3)] DateTimeOffset Since);
