using MediaPipeline.Contracts.Formats;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Whether a file that could not be decoded ends before its picture does: the decoders do not tell that from other damage.</summary>
internal static class PictureEnd
{
    internal static bool IsMissing(PictureFormat format, ReadOnlySpan<byte> content) => format.Name switch
    {
        "webp" => WebpChunks.IsCutOff(content),
        "tiff" => IsMissingInTiff(content),
        "heic" or "avif" => IsoBoxes.IsEndMissing(content) || HeifItems.IsAnyCutOff(content),
        "jp2" => (content[0] == 0 && IsoBoxes.IsEndMissing(content)) || content[Math.Max(0, content.Length - EndSearched)..].LastIndexOf(EndOfImage) < 0,

        // A bare codestream says neither how long it is nor where it ends.
        "jxl" => content[0] == 0xFF || IsoBoxes.IsEndMissing(content),
        "png" => content.LastIndexOf("IEND"u8) < 0,
        "gif" => content.TrimEnd((byte)0) is not [.., (byte)';'],
        "jpeg" => content.LastIndexOf(EndOfImage) < 0,
        _ => false,
    };

    private static bool IsMissingInTiff(ReadOnlySpan<byte> tiff)
    {
        var directory = TiffDirectory.First(tiff);
        var (offsets, lengths) = directory.Has(TileOffsets) ? (TileOffsets, TileByteCounts) : (StripOffsets, StripByteCounts);
        return !directory.IsWhole || directory.ReadNumber(offsets) is null || directory.IsAnyCutOff(offsets, lengths);
    }

    private const ushort StripOffsets = 273;
    private const ushort StripByteCounts = 279;
    private const ushort TileOffsets = 324;
    private const ushort TileByteCounts = 325;
    private const int EndSearched = 64;

    private static ReadOnlySpan<byte> EndOfImage => [0xFF, 0xD9];
}
