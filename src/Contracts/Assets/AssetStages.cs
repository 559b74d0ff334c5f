using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Assets;

/// <summary>The stages of a picture that is fetched from an address; stored and sent by these names.</summary>
public static class AssetStages
{
    /// <summary>Somebody wants it.</summary>
    public const string Requested = "requested";

    /// <summary>Its address has answered with a file.</summary>
    public const string Fetched = "fetched";

    /// <summary>The file is a picture, and lies under its content.</summary>
    public const string Stored = "stored";

    /// <summary>Both renditions are on disk.</summary>
    public const string Rendered = "rendered";

    /// <summary>Nothing is left to do.</summary>
    public const string Live = ItemKind.Live;

    /// <summary>Pictures by address as a kind of item.</summary>
    public static ItemKind Kind { get; } = new("asset", AssetId.Prefix, typeof(IAssetGrain), [Requested, Fetched, Stored, Rendered, Live]);
}
