namespace MediaPipeline.Contracts.Items;

/// <summary>What went wrong with an item, last or in its history.</summary>
/// <param name="Code">Stable, for programs, for example <c>notAPicture</c>.</param>
/// <param name="Message">Human-readable: names the file or entry and says what to do.</param>
/// <param name="Stage">The stage that it happened in.</param>
/// <param name="Entry">The archive's entry, where there is one.</param>
[GenerateSerializer, Immutable, Alias("ItemError")]
public sealed record ItemError(
    [property: Id(0)] string Code,
    [property: Id(1)] string Message,
    [property: Id(2)] string Stage,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string? Entry = null);
