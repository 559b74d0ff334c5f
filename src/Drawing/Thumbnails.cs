using MediaPipeline.Contracts.Drawings;
using SkiaSharp;

namespace MediaPipeline.Drawing;

/// <summary>
/// Reads thumbnails. They are the only pictures that this process decodes: the workers wrote them, whatever the originals held. A file of another length than
/// the stored one is not one of them.
/// </summary>
internal static class Thumbnails
{
    /// <summary>Null when the file has gone since it was looked up, or is damaged.</summary>
    public static SKBitmap? Read(ThumbnailFile file)
    {
        try
        {
            var bytes = File.ReadAllBytes(file.Path);
            return bytes.Length == file.Bytes ? Decode(bytes) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Thumbnails are JPEG or WebP; Skia's other decoders have no business here.
    private static SKBitmap? Decode(byte[] bytes)
    {
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data);
        return codec?.EncodedFormat is SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Webp ? SKBitmap.Decode(codec) : null;
    }
}
