using System.Buffers.Binary;
using System.IO.Compression;
using MediaPipeline.Imaging.Pictures;

namespace MediaPipeline.Imaging.Tests.Kit;

/// <summary>PNG files that no encoder at hand would write.</summary>
internal static class PngFile
{
    internal static byte[] Of(Pixels pixels, params (string Name, string Value)[] options) => TestVips.Encode(pixels, "pngsave_target", options);

    /// <summary>A black picture of one bit a pixel: enormous, in next to no bytes.</summary>
    internal static byte[] Black(int width, int height)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + ((width + 7) / 8)];
            for (var y = 0; y < height; y++)
            {
                zlib.Write(row);
            }
        }

        return [.. Signature, .. Header(width, height, bitDepth: 1), .. Chunk("IDAT", compressed.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>Puts a chunk behind the header.</summary>
    internal static byte[] WithChunk(byte[] png, string type, ReadOnlySpan<byte> body) => [.. png[..33], .. Chunk(type, body), .. png[33..]];

    /// <summary>An animated PNG: the first frame is the picture itself, the second another one.</summary>
    internal static byte[] Animated(Pixels first, Pixels second)
    {
        var still = Of(first);
        var next = Of(second);
        byte[] animation = Chunk("acTL", [0, 0, 0, 2, 0, 0, 0, 0]);
        byte[] end = Chunk("IEND", []);
        byte[] data = FindData(next);
        return [.. still[..33], .. animation, .. Frame(0, first), .. still[33..^12], .. Frame(1, first), .. Chunk("fdAT", [0, 0, 0, 2, .. data]), .. end];
    }

    /// <summary>Makes the checksums of all chunks right.</summary>
    internal static byte[] WithChecksums(byte[] png)
    {
        foreach (var chunk in new PngChunks(png))
        {
            BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(chunk.End), Checksum(png.AsSpan((chunk.Start - 4)..chunk.End)));
        }

        return png;
    }

    private static byte[] Frame(byte number, Pixels size) => Chunk("fcTL",
        [0, 0, 0, number, .. Number(size.Width), .. Number(size.Height), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 10, 0, 0]);

    private static byte[] FindData(byte[] png)
    {
        var at = png.AsSpan().IndexOf("IDAT"u8);
        return png.AsSpan(at + 4, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at - 4))).ToArray();
    }

    private static byte[] Header(int width, int height, byte bitDepth) => Chunk("IHDR", [.. Number(width), .. Number(height), bitDepth, 0, 0, 0, 0]);

    private static byte[] Chunk(string type, ReadOnlySpan<byte> body)
    {
        byte[] content = [.. System.Text.Encoding.ASCII.GetBytes(type), .. body];
        return [.. Number(body.Length), .. content, .. Number((int)Checksum(content))];
    }

    /// <summary>CRC-32 of ISO 3309, bit by bit: the chunks here are small, but for one.</summary>
    private static uint Checksum(ReadOnlySpan<byte> content)
    {
        var crc = uint.MaxValue;
        foreach (var value in content)
        {
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static readonly uint[] Table = [.. Enumerable.Range(0,
        256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1))];

    private static byte[] Number(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];
}
