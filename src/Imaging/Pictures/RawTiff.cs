using System.Buffers.Binary;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Tells a camera's raw file that is built like a TIFF (DNG, NEF, ARW, …) from a TIFF: libvips would show its small preview as the picture.</summary>
internal static class RawTiff
{
    internal static bool IsRaw(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || tiff[2] == 43 || tiff[3] == 43)
        {
            return false;
        }

        var little = tiff[0] == 'I';
        var directory = ReadUInt32(tiff, 4, little);
        if (directory > tiff.Length - 2)
        {
            return false;
        }

        var isReduced = false;
        var hasSubDirectories = false;
        var entries = ReadUInt16(tiff, (int)directory, little);
        for (var i = 0; i < entries; i++)
        {
            var at = directory + 2 + (i * 12L);
            if (at + 12 > tiff.Length)
            {
                break;
            }

            var tag = ReadUInt16(tiff, (int)at, little);
            var value = ReadUInt16(tiff, (int)at + 8, little);
            if (tag == DngVersion || (tag == PhotometricInterpretation && value is ColourFilterArray or LinearRaw))
            {
                return true;
            }

            isReduced |= tag == NewSubfileType && (ReadUInt32(tiff, (int)at + 8, little) & 1) != 0;
            hasSubDirectories |= tag == SubDirectories;
        }

        return isReduced && hasSubDirectories;
    }

    private const int NewSubfileType = 0x00FE;
    private const int PhotometricInterpretation = 0x0106;
    private const int SubDirectories = 0x014A;
    private const int DngVersion = 0xC612;
    private const ushort ColourFilterArray = 32803;
    private const ushort LinearRaw = 34892;

    private static ushort ReadUInt16(ReadOnlySpan<byte> data, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(data[at..]) : BinaryPrimitives.ReadUInt16BigEndian(data[at..]);

    private static uint ReadUInt32(ReadOnlySpan<byte> data, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(data[at..]) : BinaryPrimitives.ReadUInt32BigEndian(data[at..]);
}
