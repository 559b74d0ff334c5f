namespace MediaPipeline.Imaging.Pictures;

/// <summary>Tells a camera's raw file that is built like a TIFF (DNG, NEF, ARW, …) from a TIFF: libvips would show its small preview as the picture.</summary>
internal static class RawTiff
{
    internal static bool IsRaw(ReadOnlySpan<byte> tiff)
    {
        var directory = TiffDirectory.First(tiff);
        return directory.Has(DngVersion) || directory.ReadNumber(PhotometricInterpretation) is ColourFilterArray or LinearRaw
            || (((directory.ReadNumber(NewSubfileType) ?? 0) & 1) != 0 && directory.Has(SubDirectories));
    }

    private const ushort NewSubfileType = 0x00FE;
    private const ushort PhotometricInterpretation = 0x0106;
    private const ushort SubDirectories = 0x014A;
    private const ushort DngVersion = 0xC612;
    private const long ColourFilterArray = 32803;
    private const long LinearRaw = 34892;
}
