using System.Buffers.Binary;
using System.IO.Compression;

namespace MediaPipeline.TestKit.Pictures;

/// <summary>Writes small real pictures without any image library: 8-bit RGB, no interlace (PNG specification, third edition).</summary>
public static class PngPicture
{
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256)
        .Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1))];

    /// <summary>A picture whose colours follow from the seed: other seeds, other bytes.</summary>
    public static byte[] Create(int width, int height, int seed)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = 2;
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Pixels(width, height, seed));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>The same, to a file whose folders are made; old enough not to count as growing.</summary>
    public static void Write(string path, int width, int height, int seed) => Write(path, Create(width, height, seed), seed);

    /// <summary>Ready bytes, to a file that is old enough not to count as growing.</summary>
    public static void Write(string path, byte[] bytes, int seed)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, new DateTime(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc).AddSeconds(seed));
    }

    /// <summary>Many files, no two of the same bytes, with the pixels of six pictures.</summary>
    public static void WriteMany(int count, int width, int height, Func<int, string> path)
    {
        byte[][] originals = [.. Enumerable.Range(0, 6).Select(i => Create(width, height, 1_000 * i))];
        for (var i = 0; i < count; i++)
        {
            Write(path(i), WithComment(originals[i % originals.Length], $"copy {i}"), i);
        }
    }

    /// <summary>The same picture with a text in it (tEXt): the same pixels, other bytes.</summary>
    public static byte[] WithComment(byte[] png, string text)
    {
        const int EndChunk = 12;
        using var file = new MemoryStream();
        file.Write(png.AsSpan(0, png.Length - EndChunk));
        WriteChunk(file, "tEXt"u8, [.. "Comment\0"u8, .. System.Text.Encoding.Latin1.GetBytes(text)]);
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>CRC-32, as PNG and zip use it.</summary>
    public static uint Checksum(ReadOnlySpan<byte> data) => ~Crc(data, uint.MaxValue);

    private static byte[] Pixels(int width, int height, int seed)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + (3 * width)];
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    row[1 + (3 * x)] = (byte)(x + seed);
                    row[2 + (3 * x)] = (byte)(y + (seed >> 8));
                    row[3 + (3 * x)] = (byte)((x * y / 64) + (seed >> 16));
                }

                zlib.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(data, Crc(type, uint.MaxValue)));
        file.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> data, uint crc)
    {
        foreach (var b in data)
        {
            crc = CrcTable[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        return crc;
    }
}
