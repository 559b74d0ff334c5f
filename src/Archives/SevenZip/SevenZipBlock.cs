using System.Buffers.Binary;
using System.IO.Compression;
using MediaPipeline.Archives.Reading;
using Microsoft.Win32.SafeHandles;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.LZMA;
using SharpCompress.Compressors.PPMd;

namespace MediaPipeline.Archives.SevenZip;

/// <summary>A "folder" of a 7z: files that were packed as one.</summary>
internal sealed class SevenZipBlock(SevenZipCoders coders, long offset, long[] packSizes) : Block
{
    private const ulong Copy = 0, Lzma2 = 0x21, Lzma = 0x030101, Ppmd = 0x030401, Deflate = 0x040108, BZip2 = 0x040202;
    private const int LeastDictionary = 1 << 12;

    public uint? Crc { get; set; }

    public bool IsEncrypted => coders.IsEncrypted;

    /// <summary>Whether it is packed as 7-Zip packs directories.</summary>
    public bool PacksHeaders => Refusal is null && coders.Chain is [{ Method: Copy or Lzma or Lzma2 }];

    /// <summary>Why it cannot be unpacked, as the end of a sentence.</summary>
    public string? Refusal => coders.Chain is [var coder] && IsKnown(coder)
        ? null
        : "is packed by a method or filter of 7z that is not read. Pack it again by LZMA2, or as cbz (zip).";

    public void ReadSizes(ref ByteCursor fields)
    {
        for (var i = 0; i < coders.Outputs; i++)
        {
            var bytes = fields.Size64();
            Bytes = i == coders.MainOutput ? bytes : Bytes;
        }

        PackedBytes = packSizes.Aggregate(0L, (sum, bytes) => bytes <= long.MaxValue - sum ? sum + bytes : long.MaxValue);
        DictionaryBytes = Refusal is null ? DictionaryOf(coders.Chain![0]) : 0;
    }

    public override Stream Open(SafeFileHandle file)
    {
        var packed = new RegionStream(file, offset, PackedBytes);
        var coder = Refusal is null ? coders.Chain![0] : throw new InvalidDataException("it is packed by a method that is not read");
        var properties = coder.Properties;
        return coder.Method switch
        {
            Lzma => LzmaStream.Create(WithDictionary(properties), packed, PackedBytes, Bytes),
            Lzma2 => LzmaStream.Create([Lzma2Property(DictionaryBytes)], packed, PackedBytes, Bytes, null, isLzma2: true),
            Ppmd => PpmdStream.Create(new PpmdProperties(properties), packed, compress: false),
            Deflate => new DeflateStream(packed, CompressionMode.Decompress),
            BZip2 => BZip2Stream.Create(packed, SharpCompress.Compressors.CompressionMode.Decompress, decompressConcatenated: true),
            _ => packed,
        };
    }

    private static bool IsKnown(SevenZipCoder coder) => coder.Method switch
    {
        Copy or Deflate or BZip2 => true,
        Lzma or Ppmd => coder.Properties.Length == 5,
        Lzma2 => coder.Properties is [<= 40],
        _ => false,
    };

    // A dictionary longer than what it is for would only take memory.
    private long DictionaryOf(SevenZipCoder coder) => coder.Method switch
    {
        Lzma => Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(coder.Properties.AsSpan(1)), Math.Max(Bytes, LeastDictionary)),
        Lzma2 => Math.Min(Lzma2Dictionary(coder.Properties[0]), Lzma2Dictionary(Lzma2Property(Bytes))),
        Ppmd => BinaryPrimitives.ReadUInt32LittleEndian(coder.Properties.AsSpan(1)),
        _ => 0,
    };

    private byte[] WithDictionary(byte[] properties)
    {
        byte[] changed = [.. properties];
        BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(1), (uint)DictionaryBytes);
        return changed;
    }

    private static long Lzma2Dictionary(byte property) => property == 40 ? uint.MaxValue : (2L | (property & 1)) << ((property / 2) + 11);

    /// <summary>The property of the smallest dictionary of at least that length.</summary>
    private static byte Lzma2Property(long bytes)
    {
        byte property = 0;
        while (property < 40 && Lzma2Dictionary(property) < bytes)
        {
            property++;
        }

        return property;
    }
}
