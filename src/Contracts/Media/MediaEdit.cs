namespace MediaPipeline.Contracts.Media;

/// <summary>What a person changes in a title.</summary>
/// <param name="Values">The new values of <paramref name="Set"/>; of other fields they do not matter.</param>
/// <param name="Set">Names of fields that get a value, or none. They are locked by it.</param>
/// <param name="Lock">Names of fields whose present value is kept, whatever sources say from now on.</param>
/// <param name="Unlock">Names of fields that get the value derived from the sources again.</param>
/// <param name="Revision">The revision that was changed: another one is refused; null: whichever there is.</param>
[GenerateSerializer, Immutable, Alias("MediaEdit")]
public sealed record MediaEdit(
    [property: Id(0)] MediaFacts Values,
    [property: Id(1)] IReadOnlyList<string> Set,
    [property: Id(2)] IReadOnlyList<string> Lock,
    [property: Id(3)] IReadOnlyList<string> Unlock,
    [property: Id(4)] int? Revision);
