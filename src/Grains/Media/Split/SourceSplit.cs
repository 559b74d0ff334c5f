using MediaPipeline.Contracts.Ids;

namespace MediaPipeline.Grains.Media.Split;

/// <summary>Sources that leave their title.</summary>
/// <param name="To">The title that they become, or were before they were merged.</param>
/// <param name="Sources">Their keys, such as <c>anilist:1535</c>.</param>
[GenerateSerializer, Immutable, Alias("SourceSplit")]
public sealed record SourceSplit([property: Id(0)] MediaId To, [property: Id(1)] IReadOnlyList<string> Sources);
