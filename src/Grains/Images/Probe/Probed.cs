using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Images.Probe;

/// <summary>It is known what the picture is.</summary>
[GenerateSerializer, Immutable, Alias("Probed")]
public sealed record Probed([property: Id(0)] PictureFacts Facts) : StageResult;
