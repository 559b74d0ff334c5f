using MediaPipeline.Grains.Ports.Imaging;

namespace MediaPipeline.Grains.Images;

/// <summary>The renditions of every picture. After a change, the next scan renders again.</summary>
public sealed class RenditionOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Renditions";

    /// <summary>Widest side-to-side of a thumbnail in pixels; 300 by default.</summary>
    public int ThumbnailWidth { get; set; } = 300;

    /// <summary>Tallest thumbnail in pixels; 300 by default.</summary>
    public int ThumbnailHeight { get; set; } = 300;

    /// <summary>Encoding of thumbnails; JPEG by default.</summary>
    public RenditionFormat ThumbnailFormat { get; set; } = RenditionFormat.Jpeg;

    /// <summary>Quality of thumbnails, 1 to 100; 80 by default, never above the source's own.</summary>
    public int ThumbnailQuality { get; set; } = 80;

    /// <summary>Widest viewing rendition in pixels; 1920 by default.</summary>
    public int CacheWidth { get; set; } = 1920;

    /// <summary>Tallest viewing rendition in pixels; 1080 by default.</summary>
    public int CacheHeight { get; set; } = 1080;

    /// <summary>Encoding of viewing renditions; JPEG by default.</summary>
    public RenditionFormat CacheFormat { get; set; } = RenditionFormat.Jpeg;

    /// <summary>Quality of viewing renditions, 1 to 100; 85 by default, never above the source's own.</summary>
    public int CacheQuality { get; set; } = 85;

    /// <summary>Whether a source that already fits, upright, in sRGB and without a position, is copied when that is smaller; true by default.</summary>
    public bool CopyWhatFits { get; set; } = true;

    internal RenditionSpec Thumbnail => new(ThumbnailWidth, ThumbnailHeight, ThumbnailFormat, ThumbnailQuality, AllowCopy: false);

    internal RenditionSpec Viewing => new(CacheWidth, CacheHeight, CacheFormat, CacheQuality, CopyWhatFits);
}
