using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Images.Probe;

/// <summary>Result of the probe stage.</summary>
[GenerateSerializer, Immutable, Alias("Probed")]
public sealed record Probed([property: Id(0)] PictureFacts Facts) : StageResult;
