namespace MediaPipeline.Contracts.Jobs;

/// <summary>Imports media titles from a source.</summary>
/// <param name="Source">Name of the source: <c>file</c>.</param>
/// <param name="MediaType">Type of the titles that are wanted, and of those that name none; null: every type.</param>
/// <param name="Path">Absolute path of a catalogue file.</param>
/// <param name="Limit">Most records to read; null: all.</param>
[GenerateSerializer, Immutable, Alias("ImportPayload")]
public sealed record ImportPayload(
    [property: Id(0)] string Source, [property: Id(1)] string? MediaType = null, [property: Id(2)] string? Path = null, [property: Id(3)] long? Limit = null)
    : JobPayload;
