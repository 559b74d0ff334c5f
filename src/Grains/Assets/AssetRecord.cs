using System.Text.Json.Serialization;
using MediaPipeline.Contracts.Assets;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Images;
using MediaPipeline.Grains.Items;
using MediaPipeline.Grains.Ports;
using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Assets;

/// <summary>A picture that is fetched from an address, as it is stored.</summary>
[GenerateSerializer, Immutable, Alias("AssetRecord")]
public sealed record AssetRecord : ItemRecord
{
    /// <summary>Version of this shape, raised when it changes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Pictures by address come after everything else.</summary>
    public const int LowestPriority = 9;

    public AssetRecord() => Stage = AssetStages.Requested;

    [JsonIgnore] public override string ItemId => Id.Value;
    [JsonIgnore] public override string Name => Url;

    [Id(0)] public AssetId Id { get; init; }
    [Id(1)] public string Url { get; init; } = "";

    /// <summary>What its file is; null while there is none.</summary>
    [Id(2)] public PictureFacts? Facts { get; init; }

    /// <summary>Its file below the folder of assets, named after its content: addresses with the same content share it.</summary>
    [Id(3)] public string? File { get; init; }
    [Id(4)] public StoredRendition? Thumbnail { get; init; }
    [Id(5)] public StoredRendition? Viewing { get; init; }

    /// <summary>The options that its renditions were made with.</summary>
    [Id(6)] public string? Recipe { get; init; }
    [Id(7)] public IReadOnlyList<Fault> Warnings { get; init; } = [];
    [Id(8)] public string? Placeholder { get; init; }
    [Id(9)] public string? DominantColour { get; init; }

    /// <summary>Its files, below the folder of assets.</summary>
    [JsonIgnore] internal IReadOnlyList<string> Files => [.. new[] { File, Thumbnail?.Path, Viewing?.Path }.OfType<string>()];

    /// <summary>The first record of the picture at that address.</summary>
    internal static AssetRecord First(string url, JobId? job, DateTimeOffset now) => new AssetRecord
    {
        Id = AssetId.Of(url),
        Url = url,
        SortKey = url,
        JobId = job,
        Priority = LowestPriority,

        // Its alarm begins it if the process ends before the grain does.
        DueAt = now,
    }.Began(now, "requested");
}
