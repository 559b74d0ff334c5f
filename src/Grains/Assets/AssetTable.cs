using MediaPipeline.Contracts.Assets;
using MediaPipeline.Contracts.Ids;
using MediaPipeline.Grains.Ports.Storage;

namespace MediaPipeline.Grains.Assets;

/// <summary>Where pictures by address are stored.</summary>
public static class AssetTable
{
    private const string Url = "url";

    public static ItemTable Instance { get; } = new(AssetStages.Kind, StateNames.Assets, typeof(AssetRecord), AssetRecord.CurrentSchema, Blank)
    {
        Columns = [new(Url, "url")],
    };

    private static AssetRecord Blank(string id, Func<string, string?> column) => new() { Id = AssetId.FromValidated(id), Url = column(Url) ?? id };
}
