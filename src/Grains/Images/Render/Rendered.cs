using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Items.Stages;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Images.Render;

/// <summary>Result of the render stage: both renditions are on disk, synced.</summary>
[GenerateSerializer, Immutable, Alias("Rendered")]
public sealed record Rendered(
    [property: Id(0)] StoredRendition Thumbnail,
    [property: Id(1)] StoredRendition Viewing,
    [property: Id(2)] string Recipe,
    [property: Id(3)] IReadOnlyList<Fault> Warnings,
    [property: Id(4)] string? Placeholder,
    [property: Id(5)] string? DominantColour,
    [property: Id(6)] string? PerceptualHash,
    [property: Id(7)] CacheFolderId CacheFolderId) : StageResult;
