namespace MediaPipeline.Imaging;

/// <summary>The libraries that decode pictures, the preferred one first. Each is loaded in worker processes of its own.</summary>
internal enum DecoderKind
{
    Libvips,

    /// <summary>ImageMagick: reads what libvips as it comes does not (HEIC, JPEG XL, JPEG 2000), and tries what libvips could not decode.</summary>
    Magick,
}
