namespace MediaPipeline.Contracts.Items;

/// <summary>One entry in the history of an item.</summary>
/// <param name="Stage">The stage concerned.</param>
/// <param name="Event">What happened: <c>discovered started completed skipped waiting answered retrying undoing failed quarantined missing found
/// retried cancelled unchanged</c>.</param>
/// <param name="Try">The attempt's number in that stage, from 1; null where there was none.</param>
/// <param name="Error">Code and message, if it was an error.</param>
[GenerateSerializer, Immutable, Alias("HistoryEntry")]
public sealed record HistoryEntry(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] string Stage,
    [property: Id(2)] string Event,
    [property: Id(3)] int? Try,
    [property: Id(4)] string? Code,
    [property: Id(5)] string? Message);
