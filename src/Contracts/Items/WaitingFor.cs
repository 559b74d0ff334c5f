using System.Text.Json.Serialization;

namespace MediaPipeline.Contracts.Items;

/// <summary>What an item or a job waits for: a time, a shared resource, its own file, or an answer.</summary>
/// <param name="Code">Stable, for example <c>outputFull</c>, <c>markerMissing</c>, <c>sourceUnavailable</c>, <c>retry</c>.</param>
/// <param name="Resource">The gate that is closed, for example <c>source:col_…</c> or <c>folder:fld_…</c>; null when it waits for something else.</param>
/// <param name="Message">Human-readable: what is wrong, and what to do.</param>
/// <param name="Since">When the waiting began.</param>
/// <param name="Choices">The possible answers; left out when it does not wait for an answer.</param>
[GenerateSerializer, Immutable, Alias("WaitingFor")]
public sealed record WaitingFor(
    [property: Id(0)] string Code,
    [property: Id(1)] string? Resource,
    [property: Id(2)] string Message,
    [property: Id(3)] DateTimeOffset Since,
    [property: Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Choices = null);
