using System.Buffers.Binary;

namespace MediaPipeline.Archives.Zip;

/// <summary>The checksum of zip files (ISO 3309), eight bytes at a time: the runtime has it in a package only.</summary>
internal static class Crc32
{
    private const int Slices = 8;
    private static readonly uint[][] Tables = Build();

    /// <summary>The checksum so far, with more bytes; begins at 0.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = Tables[7][(byte)low] ^ Tables[6][(byte)(low >> 8)] ^ Tables[5][(byte)(low >> 16)] ^ Tables[4][low >> 24]
                ^ Tables[3][(byte)high] ^ Tables[2][(byte)(high >> 8)] ^ Tables[1][(byte)(high >> 16)] ^ Tables[0][high >> 24];
        }

        foreach (var octet in bytes)
        {
            crc = Tables[0][(byte)(crc ^ octet)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[][] Build()
    {
        const uint Polynomial = 0xEDB88320;
        var tables = Enumerable.Range(0, Slices).Select(_ => new uint[256]).ToArray();
        for (var n = 0u; n < 256; n++)
        {
            var value = n;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? Polynomial ^ (value >> 1) : value >> 1;
            }

            tables[0][n] = value;
        }

        for (var slice = 1; slice < Slices; slice++)
        {
            for (var n = 0; n < 256; n++)
            {
                var before = tables[slice - 1][n];
                tables[slice][n] = tables[0][(byte)before] ^ (before >> 8);
            }
        }

        return tables;
    }
}
