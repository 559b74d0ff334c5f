using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports;

namespace MediaPipeline.Grains.Assets.Render;

/// <summary>Result of rendering: both renditions are on disk, synced.</summary>
[GenerateSerializer, Immutable, Alias("AssetRendered")]
public sealed record AssetRendered(
    [property: Id(0)] StoredRendition Thumbnail,
    [property: Id(1)] StoredRendition Viewing,
    [property: Id(2)] string Recipe,
    [property: Id(3)] IReadOnlyList<Fault> Warnings,
    [property: Id(4)] string? Placeholder,
    [property: Id(5)] string? DominantColour) : StageResult;
