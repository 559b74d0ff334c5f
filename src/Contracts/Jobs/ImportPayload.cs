namespace MediaPipeline.Contracts.Jobs;

/// <summary>Imports media titles from a source.</summary>
/// <param name="Source">
/// Name of the source: <c>file</c>, <c>anilist</c>, …; or several, separated by commas: of these, the next one is read while one is down.
/// </param>
/// <param name="MediaType">Type of the titles that are wanted, and of those that name none; null: every type.</param>
/// <param name="Path">Absolute path of a catalogue file; for the source <c>file</c> only.</param>
/// <param name="Limit">Most records to read; null: all.</param>
/// <param name="List">One of the lists of the source, where it has several; null: its usual one.</param>
/// <param name="Overwrite">Whether titles of which the source says the same as before go through their stages again, and nothing is passed over.</param>
[GenerateSerializer, Immutable, Alias("ImportPayload")]
public sealed record ImportPayload(
    [property: Id(0)] string Source,
    [property: Id(1)] string? MediaType = null,
    [property: Id(2)] string? Path = null,
    [property: Id(3)] long? Limit = null,
    [property: Id(4)] string? List = null,
    [property: Id(5)] bool Overwrite = false)
    : JobPayload
{
    /// <summary>The names of its sources.</summary>
    public IReadOnlyList<string> Sources => Source.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
