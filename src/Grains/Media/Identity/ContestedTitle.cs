using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Grains.Media.Identity;

/// <summary>Another title that has an id of this one, though type or year tell that they are two: a person decides.</summary>
/// <param name="Why">Both titles, the id, and what speaks against it.</param>
[GenerateSerializer, Immutable, Alias("ContestedTitle")]
public sealed record ContestedTitle([property: Id(0)] MediaId Other, [property: Id(1)] string Why);
