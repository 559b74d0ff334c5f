using System.Buffers.Binary;

namespace MediaPipeline.Imaging.Tests.Kit;

/// <summary>Turns and mirrors a HEIC or AVIF by properties of the container (imir, irot), as phones write it. Boxes: ISO/IEC 14496-12 and 23008-12.</summary>
internal static class HeifFile
{
    /// <summary>To be seen as a JPEG with that EXIF orientation is.</summary>
    internal static byte[] WithOrientation(byte[] heif, int orientation) => orientation switch
    {
        2 => WithProperty(heif, "imir"u8, LeftRight),
        3 => WithProperty(heif, "irot"u8, 2),
        4 => WithProperty(heif, "imir"u8, TopBottom),
        5 => WithProperty(WithProperty(heif, "imir"u8, LeftRight), "irot"u8, 1),
        6 => WithProperty(heif, "irot"u8, 3),
        7 => WithProperty(WithProperty(heif, "imir"u8, LeftRight), "irot"u8, 3),
        8 => WithProperty(heif, "irot"u8, 1),
        _ => heif,
    };

    /// <param name="name">irot, whose value is quarter turns anticlockwise, or imir.</param>
    private static byte[] WithProperty(byte[] heif, ReadOnlySpan<byte> name, byte value)
    {
        var file = heif.ToList();
        var meta = Find(file, 0, "meta");
        var iprp = Find(file, meta + 12, "iprp");
        var ipco = Find(file, iprp + 8, "ipco");
        var ipma = Find(file, iprp + 8, "ipma");
        var properties = Count(file, ipco);

        // The association of the only item goes behind the others; it has one byte each in version 0 without flags.
        var associations = ipma + 12 + 4 + 2;
        file[associations]++;
        file.Insert(associations + file[associations], (byte)(0x80 | (properties + 1)));
        Grow(file, ipma, 1);
        file.InsertRange(ipco + Length(file, ipco), [0, 0, 0, 9, .. name, value]);
        Grow(file, ipco, 9);
        Grow(file, iprp, 10);
        Grow(file, meta, 10);
        MoveData(file, Find(file, meta + 12, "iloc"), 10);
        return [.. file];
    }

    /// <summary>The item's bytes lie behind the boxes, which have grown: iloc of version 0 or 1 with one item and offsets of four bytes.</summary>
    private static void MoveData(List<byte> file, int iloc, int by)
    {
        var version = file[iloc + 8];
        var baseSize = file[iloc + 13] >> 4;
        var extent = iloc + 12 + 2 + 2 + 2 + (version == 1 ? 2 : 0) + 2 + baseSize + 2;
        Write(file, extent, Read(file, extent) + by);
    }

    // ISO/IEC 23008-12:2022, 6.5.12: which parts of the picture change places.
    private const byte TopBottom = 0, LeftRight = 1;

    private static int Count(List<byte> file, int box)
    {
        var count = 0;
        for (var at = box + 8; at < box + Length(file, box); at += Length(file, at))
        {
            count++;
        }

        return count;
    }

    private static int Find(List<byte> file, int at, string name)
    {
        while (!System.Text.Encoding.ASCII.GetString([.. file.Skip(at + 4).Take(4)]).Equals(name, StringComparison.Ordinal))
        {
            at += Length(file, at);
        }

        return at;
    }

    private static int Length(List<byte> file, int at) => Read(file, at);

    private static void Grow(List<byte> file, int box, int by) => Write(file, box, Length(file, box) + by);

    private static int Read(List<byte> file, int at) => BinaryPrimitives.ReadInt32BigEndian([.. file.Skip(at).Take(4)]);

    private static void Write(List<byte> file, int at, int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        for (var i = 0; i < 4; i++)
        {
            file[at + i] = bytes[i];
        }
    }
}
