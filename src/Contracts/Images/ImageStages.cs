using MediaPipeline.Contracts.Ids;
using MediaPipeline.Contracts.Items;

namespace MediaPipeline.Contracts.Images;

/// <summary>The stages of a picture; stored and sent by these names.</summary>
public static class ImageStages
{
    /// <summary>Its name, size and time are known.</summary>
    public const string Discovered = "discovered";

    /// <summary>Its true format, dimensions, hash and metadata are known.</summary>
    public const string Probed = "probed";

    /// <summary>Both renditions are on disk.</summary>
    public const string Rendered = "rendered";

    /// <summary>Nothing is left to do.</summary>
    public const string Live = ItemKind.Live;

    /// <summary>Pictures as a kind of item.</summary>
    public static ItemKind Kind { get; } = new("image", ImageId.Prefix, typeof(IImageGrain), [Discovered, Probed, Rendered, Live]);
}
