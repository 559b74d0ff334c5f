using System.Numerics;
using MediaPipeline.Archives.Reading;

namespace MediaPipeline.Archives.SevenZip;

/// <summary>Kinds of parts of a 7z's directory, and how its numbers are stored.</summary>
internal static class SevenZipIds
{
    public const byte End = 0, Header = 1, Streams = 4, Files = 5, PackInfo = 6, UnpackInfo = 7, SubStreams = 8, Size = 9, Crc = 10, Folder = 11,
        UnpackSize = 12, UnpackStreams = 13, EmptyStream = 14, EmptyFile = 15, Anti = 16, Names = 17, Attributes = 21, PackedHeader = 23;

    /// <summary>The leading ones of the first byte say how many bytes follow, lowest first; the rest of that byte is the highest.</summary>
    public static ulong Number(ref this ByteCursor fields)
    {
        var first = fields.Byte();
        var following = BitOperations.LeadingZeroCount((uint)(byte)~first << 24);
        var value = 0UL;
        for (var i = 0; i < Math.Min(following, 8); i++)
        {
            value |= (ulong)fields.Byte() << (8 * i);
        }

        return following < 8 ? value | ((ulong)(first & ((1 << (7 - following)) - 1)) << (8 * following)) : value;
    }

    public static long Size64(ref this ByteCursor fields) => ByteCursor.Length(fields.Number());

    /// <summary>How many of something follow, each of which takes a byte or more, so that nothing is allocated for what is not there.</summary>
    public static int Count(ref this ByteCursor fields, int most)
    {
        var count = fields.Number();
        return count <= (ulong)most ? (int)count : throw new InvalidDataException("its directory claims more than it holds");
    }

    public static bool[] Bits(ref this ByteCursor fields, int count)
    {
        var bytes = fields.Take((count + 7) / 8);
        var bits = new bool[count];
        for (var i = 0; i < count; i++)
        {
            bits[i] = (bytes[i / 8] & (0x80 >> (i % 8))) != 0;
        }

        return bits;
    }

    /// <summary>A byte that says that all are set, or the bits.</summary>
    public static bool[] BitsOrAll(ref this ByteCursor fields, int count)
    {
        if (fields.Byte() == 0)
        {
            return fields.Bits(count);
        }

        var all = new bool[count];
        Array.Fill(all, true);
        return all;
    }

    public static uint?[] Checksums(ref this ByteCursor fields, int count)
    {
        var isKnown = fields.BitsOrAll(count);
        var checksums = new uint?[count];
        for (var i = 0; i < count; i++)
        {
            checksums[i] = isKnown[i] ? fields.UInt32() : null;
        }

        return checksums;
    }

    public static void Expect(ref this ByteCursor fields, byte id)
    {
        if (fields.Byte() != id)
        {
            throw new InvalidDataException("a part of its directory is missing");
        }
    }
}
