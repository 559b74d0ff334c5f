using MediaPipeline.Contracts.Formats;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>What a worker enforces before it decodes; from <see cref="ImagingOptions"/>.</summary>
internal sealed record PictureLimits(
    long MaxPixels, long MaxHeaderPixels, long MaxFileBytes, TruncatedPictures Truncated, IReadOnlyList<string> ExtraFormats)
{
    internal bool Allows(PictureFormat format) =>
        format.IsStandard || (PictureFormat.Optional.Contains(format) && ExtraFormats.Contains(format.Name, StringComparer.OrdinalIgnoreCase));
}
