namespace MediaPipeline.Grains.Media.Embed;

/// <summary>The vector that a title has.</summary>
/// <param name="Model">That made it.</param>
/// <param name="Signature">Of the text that was embedded.</param>
[GenerateSerializer, Immutable, Alias("TitleEmbedding")]
public sealed record TitleEmbedding([property: Id(0)] string Model, [property: Id(1)] string Signature);
