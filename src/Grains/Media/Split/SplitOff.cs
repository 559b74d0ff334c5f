using MediaPipeline.Grains.Items.Stages;

namespace MediaPipeline.Grains.Media.Split;

/// <summary>The sources that were split off are a title of their own.</summary>
[GenerateSerializer, Immutable, Alias("SplitOff")]
public sealed record SplitOff : StageResult;
