namespace MediaPipeline.Storage.Sources;

/// <summary>Whether first bytes are those of a picture, for files whose name does not say.</summary>
internal static class PictureSignatures
{
    public const int Length = 16;

    public static bool Match(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
        || start.StartsWith("GIF8"u8)
        || (start.StartsWith("RIFF"u8) && At(start, 8, "WEBP"u8))
        || start.StartsWith("II*\0"u8)
        || start.StartsWith("MM\0*"u8)
        || (At(start, 4, "ftyp"u8) && IsPictureBrand(start))
        || start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A])
        || At(start, 4, "JXL "u8);

    // Videos share the container.
    private static bool IsPictureBrand(ReadOnlySpan<byte> start) =>
        At(start, 8, "heic"u8) || At(start, 8, "heix"u8) || At(start, 8, "hevc"u8) || At(start, 8, "mif1"u8) || At(start, 8, "msf1"u8)
        || At(start, 8, "avif"u8) || At(start, 8, "avis"u8);

    private static bool At(ReadOnlySpan<byte> start, int offset, ReadOnlySpan<byte> expected) => start.Length >= offset && start[offset..].StartsWith(expected);
}
