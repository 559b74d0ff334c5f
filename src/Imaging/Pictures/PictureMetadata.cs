using MediaPipeline.Grains.Ports.Imaging;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Xmp;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>What a picture's EXIF and XMP say, read by managed code.</summary>
internal sealed record PictureMetadata(bool HasPosition, string? TakenAt, string? Camera)
{
    internal static readonly PictureMetadata None = new(false, null, null);

    /// <summary>Broken metadata is no fault of the picture: it counts as none, and is passed to <paramref name="report"/>.</summary>
    internal static PictureMetadata Read(PictureBytes bytes, Action<string> report)
    {
        try
        {
            using var stream = bytes.OpenStream();
            var directories = ImageMetadataReader.ReadMetadata(stream);
            return new PictureMetadata(FindPosition(directories), FindTakenAt(directories), FindCamera(directories));
        }
        catch (Exception e) when (
            e is ImageProcessingException or IOException or ArgumentException or OverflowException or IndexOutOfRangeException or NotSupportedException)
        {
            report($"{bytes.Path}: its metadata cannot be read and counts as none: {e.Message}");
            return None with { HasPosition = MentionsPosition(bytes.Span) };
        }
    }

    private static bool FindPosition(IReadOnlyList<MetadataExtractor.Directory> directories) =>
        directories.OfType<GpsDirectory>().Any(gps => gps.ContainsTag(GpsDirectory.TagLatitude) || gps.ContainsTag(GpsDirectory.TagLongitude))
        || directories.OfType<XmpDirectory>().Any(xmp => xmp.GetXmpProperties().Keys.Any(key => key.Contains(":GPSL", StringComparison.Ordinal)));

    /// <summary>Fallback when the metadata cannot be read: better not to copy than to leak a position.</summary>
    private static bool MentionsPosition(ReadOnlySpan<byte> content) => content.IndexOf("GPS"u8) >= 0 || content.IndexOf("Exif\0"u8) >= 0;

    private static string? FindTakenAt(IReadOnlyList<MetadataExtractor.Directory> directories)
    {
        foreach (var exif in directories.OfType<ExifSubIfdDirectory>())
        {
            if (exif.TryGetDateTime(ExifDirectoryBase.TagDateTimeOriginal, out var taken))
            {
                var offset = exif.GetString(ExifDirectoryBase.TagTimeZoneOriginal)?.Trim();
                return $"{taken:yyyy-MM-ddTHH:mm:ss}{(IsOffset(offset) ? offset : "")}";
            }
        }

        return null;
    }

    private static bool IsOffset(string? text) => text is [('+' or '-'), >= '0' and <= '1', >= '0' and <= '9', ':', >= '0' and <= '5', >= '0' and <= '9'];

    private static string? FindCamera(IReadOnlyList<MetadataExtractor.Directory> directories)
    {
        var exif = directories.OfType<ExifIfd0Directory>().FirstOrDefault();
        var make = Clean(exif?.GetString(ExifDirectoryBase.TagMake));
        var model = Clean(exif?.GetString(ExifDirectoryBase.TagModel));
        if (make is null || model is null)
        {
            return model ?? make;
        }

        return model.StartsWith(make, StringComparison.OrdinalIgnoreCase) ? model : $"{make} {model}";
    }

    private static string? Clean(string? text)
    {
        text = text?.Trim(' ', '\0');
        return string.IsNullOrEmpty(text) ? null : text;
    }
}
