namespace MediaPipeline.Contracts.Media;

/// <summary>A character of a title.</summary>
/// <param name="Role"><c>main</c>, <c>supporting</c>, …; null when it is not known.</param>
[GenerateSerializer, Immutable, Alias("MediaCharacter")]
public sealed record MediaCharacter([property: Id(0)] string Name, [property: Id(1)] string? Role = null, [property: Id(2)] string? Description = null);
