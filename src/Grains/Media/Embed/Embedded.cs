using MediaPipeline.Grains.Items.Stages;

namespace MediaPipeline.Grains.Media.Embed;

/// <param name="Embedding">Null: nothing is known of the title that could be embedded.</param>
[GenerateSerializer, Immutable, Alias("Embedded")]
public sealed record Embedded([property: Id(0)] TitleEmbedding? Embedding) : StageResult;
