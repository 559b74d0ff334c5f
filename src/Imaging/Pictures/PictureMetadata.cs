using System.Globalization;
using System.Text;
using MediaPipeline.Contracts.Formats;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>What a picture's EXIF and XMP say. Broken metadata is no fault of the picture: what cannot be read counts as absent.</summary>
/// <param name="IsIncomplete">Whether a part was left out because it unpacks to too much.</param>
internal sealed record PictureMetadata(bool HasPosition, string? TakenAt, string? Camera, bool IsIncomplete)
{
    internal static PictureMetadata Read(PictureFormat format, ReadOnlySpan<byte> content)
    {
        var (hasPosition, takenAt, camera) = (false, (string?)null, (string?)null);
        var blocks = new MetadataBlocks(
            exif =>
            {
                var directory = TiffDirectory.First(exif);
                hasPosition |= HasPositionIn(directory) || MentionsPosition(directory.ReadBytes(Xmp));
                takenAt ??= FindTakenAt(directory.SubDirectory(ExifDirectory));
                camera ??= FindCamera(directory);
            },
            xmp => hasPosition |= MentionsPosition(xmp));
        blocks.Find(format, content);
        return new PictureMetadata(hasPosition, takenAt, camera, blocks.IsIncomplete);
    }

    private static bool HasPositionIn(TiffDirectory directory)
    {
        var position = directory.SubDirectory(PositionDirectory);
        return position.Has(Latitude) || position.Has(Longitude);
    }

    /// <summary>GPSLatitude, GPSLongitude, whatever the prefix is bound to. To parse the text would cost time that its depth decides.</summary>
    private static bool MentionsPosition(ReadOnlySpan<byte> xmp) => xmp.IndexOf(":GPSL"u8) >= 0;

    private static string? FindTakenAt(TiffDirectory exif)
    {
        var text = ReadText(exif, DateTimeOriginal);
        if (!DateTime.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var taken))
        {
            return null;
        }

        var offset = ReadText(exif, OffsetTimeOriginal);
        return $"{taken:yyyy-MM-ddTHH:mm:ss}{(IsOffset(offset) ? offset : "")}";
    }

    private static bool IsOffset(string? text) => text is [('+' or '-'), >= '0' and <= '1', >= '0' and <= '9', ':', >= '0' and <= '5', >= '0' and <= '9'];

    private static string? FindCamera(TiffDirectory directory)
    {
        var make = ReadText(directory, Make);
        var model = ReadText(directory, Model);
        if (make is null || model is null)
        {
            return model ?? make;
        }

        return model.StartsWith(make, StringComparison.OrdinalIgnoreCase) ? model : $"{make} {model}";
    }

    private static string? ReadText(TiffDirectory directory, ushort tag)
    {
        var bytes = directory.ReadBytes(tag);
        bytes = bytes[..Math.Min(bytes.Length, LongestText)];
        var end = bytes.IndexOf((byte)0);
        var text = Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]).Trim();
        return text.Length == 0 ? null : text;
    }

    private const int LongestText = 200;
    private const ushort Make = 0x010F;
    private const ushort Model = 0x0110;
    private const ushort Xmp = 0x02BC;
    private const ushort ExifDirectory = 0x8769;
    private const ushort PositionDirectory = 0x8825;
    private const ushort Latitude = 2;
    private const ushort Longitude = 4;
    private const ushort DateTimeOriginal = 0x9003;
    private const ushort OffsetTimeOriginal = 0x9011;

    // The standard's, and those that are met besides.
    private static readonly string[] TimeFormats =
    [
        "yyyy:MM:dd HH:mm:ss", "yyyy:MM:dd HH:mm:ss.fff", "yyyy:MM:dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss",
        "yyyy.MM.dd HH:mm:ss", "yyyy:MM:dd",
    ];
}
