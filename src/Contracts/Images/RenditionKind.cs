namespace MediaPipeline.Contracts.Images;

/// <summary>The two renditions of a picture, and the original.</summary>
public enum RenditionKind
{
    /// <summary>Fits 300x300 by default.</summary>
    Thumbnail,

    /// <summary>The viewing rendition: fits 1920x1080 by default.</summary>
    Viewing,

    /// <summary>The unchanged original.</summary>
    Original,
}
