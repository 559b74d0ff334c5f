using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MediaPipeline.Imaging.Tests.Kit;

/// <summary>Uncompressed grey or RGB TIFF files of any kind of number, in one strip. Layout: TIFF 6.0, section 2.</summary>
internal static class TiffFile
{
    /// <param name="sampleFormat">1 unsigned, 2 signed, 3 floating point.</param>
    internal static byte[] Of<T>(int width, int height, int samples, ushort sampleFormat, T[] values) where T : unmanaged
    {
        var bits = (ushort)(Marshal.SizeOf<T>() * 8);
        var data = MemoryMarshal.AsBytes<T>(values).ToArray();
        var start = 8 + 2 + (Tags * 12) + 4;
        (ushort Tag, int Value)[] tags =
        [
            (256, width), (257, height), (258, bits), (259, 1), (262, samples == 1 ? 1 : 2), (273, start + 12), (277, samples), (278, height),
            (279, data.Length), (339, sampleFormat),
        ];
        var file = new byte[start + 12 + data.Length];
        "II*\0"u8.CopyTo(file);
        file[4] = 8;
        file[8] = (byte)Tags;
        for (var i = 0; i < tags.Length; i++)
        {
            var entry = file.AsSpan(10 + (i * 12));
            var isShared = samples == 3 && (tags[i].Tag is 258 or 339);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, tags[i].Tag);
            entry[2] = (byte)(tags[i].Tag is 258 or 339 ? 3 : 4);
            entry[4] = (byte)(isShared ? 3 : 1);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], isShared ? start + (tags[i].Tag == 258 ? 0 : 6) : tags[i].Value);
        }

        for (var i = 0; i < 3; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(start + (i * 2)), bits);
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(start + 6 + (i * 2)), sampleFormat);
        }

        data.CopyTo(file, start + 12);
        return file;
    }

    private const int Tags = 10;
}
