using MediaPipeline.Contracts.Formats;
using MediaPipeline.Grains.Ports.Imaging;
using NetVips;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Encodes pixels and writes them under their temporary name.</summary>
internal static class RenditionWriter
{
    internal static RenditionFile Encode(Image image, RenditionSpec spec, int quality, string path)
    {
        var content = Clean(Save(image, spec.Format, quality), spec.Format);
        Write(path, content);
        return new RenditionFile(path, image.Width, image.Height, content.Length, NameOf(spec.Format), quality, Copied: false);
    }

    /// <summary>Writes a temporary file; what goes wrong becomes an <see cref="OutputException"/>, so that it is not taken for a fault of the source.</summary>
    internal static void Write(string path, ReadOnlySpan<byte> data)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None);
            RandomAccess.Write(file, data, 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(path, e);
        }
    }

    private static byte[] Save(Image image, RenditionFormat format, int quality) => format == RenditionFormat.Jpeg
        ? image.JpegsaveBuffer(quality, optimizeCoding: true, keep: Enums.ForeignKeep.None, background: [255, 255, 255])
        : image.WebpsaveBuffer(quality, effort: 4, keep: Enums.ForeignKeep.None);

    /// <summary>webpsave of 8.14 puts EXIF into every file, even when there was none: only the resolution, but it has no business there.</summary>
    private static ReadOnlySpan<byte> Clean(ReadOnlySpan<byte> content, RenditionFormat format) =>
        format == RenditionFormat.Webp && MetadataFilter.Copy(PictureFormat.Webp, content) is { } clean ? clean : content;

    private static string NameOf(RenditionFormat format) => format == RenditionFormat.Jpeg ? PictureFormat.Jpeg.Name : PictureFormat.Webp.Name;
}
