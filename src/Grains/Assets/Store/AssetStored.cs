using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Assets.Store;

/// <summary>Result of storing: the file is on disk under its content, synced.</summary>
/// <param name="File">Below the folder of assets.</param>
[GenerateSerializer, Immutable, Alias("AssetStored")]
public sealed record AssetStored([property: Id(0)] PictureFacts Facts, [property: Id(1)] string File) : StageResult;
