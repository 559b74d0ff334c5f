using System.Collections.Frozen;

namespace MediaPipeline.Api.Images;

/// <summary>What a browser may show in place: pixels only. SVG and the like can run scripts.</summary>
internal static class PictureTypes
{
    private static readonly FrozenSet<string> Allowed = new[]
    {
        "image/jpeg", "image/png", "image/webp", "image/gif", "image/avif", "image/heif", "image/heic", "image/tiff", "image/bmp", "image/jxl", "image/jp2", "image/x-icon",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsAllowed(string? contentType) => contentType is not null && Allowed.Contains(contentType);
}
