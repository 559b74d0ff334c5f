namespace MediaPipeline.Contracts.Images;

/// <summary>The stages of a picture, in their order; stored and sent by these names.</summary>
public static class ImageStages
{
    /// <summary>Its name, size and time are known.</summary>
    public const string Discovered = "discovered";

    /// <summary>Its true format, dimensions, hash and metadata are known.</summary>
    public const string Probed = "probed";

    /// <summary>Both renditions are on disk.</summary>
    public const string Rendered = "rendered";

    /// <summary>Done.</summary>
    public const string Live = "live";

    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<string> All { get; } = [Discovered, Probed, Rendered, Live];
}
