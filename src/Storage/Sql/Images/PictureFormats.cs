namespace MediaPipeline.Storage.Sql.Images;

/// <summary>Content types and extensions of the formats that are allowed.</summary>
internal static class PictureFormats
{
    /// <summary>Null for a format that is not allowed, or not known.</summary>
    public static string? ContentType(string? format) => format switch
    {
        "jpeg" or "png" or "webp" or "gif" or "tiff" or "heic" or "avif" or "jxl" => "image/" + format,
        _ => null,
    };

    public static string Extension(string format) => format is "jpeg" ? ".jpg" : "." + format;
}
