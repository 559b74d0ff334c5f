using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace MediaPipeline.TestKit.Archives;

/// <summary>
/// Writes rars whose files are stored, in format 4 or 5. There is no free program that writes rars; packed ones come from samples.
/// </summary>
public sealed class RarFile
{
    private readonly List<(string Name, byte[] Content)> _files = [];

    /// <summary>Whether it is written in format 4, of RAR 3 and 4; otherwise in that of RAR 5 and later.</summary>
    public bool IsOld { get; init; }

    /// <summary>Whether it says to be one of several volumes.</summary>
    public bool IsVolume { get; init; }

    /// <summary>Bits that say how a file of format 5 is packed; 0 for stored.</summary>
    public int Packing { get; init; }

    public RarFile Add(string name, byte[] content)
    {
        _files.Add((name, content));
        return this;
    }

    public byte[] ToArray()
    {
        using var file = new MemoryStream();
        file.Write(IsOld ? "Rar!\u001a\u0007\0"u8 : "Rar!\u001a\u0007\u0001\0"u8);
        file.Write(IsOld ? Old(0x73, IsVolume ? 1 : 0, new byte[6]) : Header([1, 0, (byte)(IsVolume ? 1 : 0)]));
        foreach (var (name, content) in _files)
        {
            file.Write(IsOld ? OldFile(name, content) : NewFile(name, content));
            file.Write(content);
        }

        file.Write(IsOld ? Old(0x7B, 0x4000, []) : Header([5, 0, 0]));
        return file.ToArray();
    }

    /// <summary>Writes it to a path whose folders are made, old enough not to count as growing.</summary>
    public string Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, ToArray());
        File.SetLastWriteTimeUtc(path, new DateTime(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc));
        return path;
    }

    private byte[] NewFile(string name, byte[] content)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        return Header(
        [
            2, 2, .. Number(content.Length),
            4, .. Number(content.Length), 0, .. UInt32(Crc32.HashToUInt32(content)), .. Number(Packing), 1, .. Number(utf8.Length), .. utf8,
        ]);
    }

    private static byte[] Header(byte[] fields)
    {
        byte[] sized = [.. Number(fields.Length), .. fields];
        return [.. UInt32(Crc32.HashToUInt32(sized)), .. sized];
    }

    private static byte[] OldFile(string name, byte[] content)
    {
        var bytes = Encoding.Latin1.GetBytes(name);
        return Old(0x74, 0x8000,
        [
            .. UInt32((uint)content.Length), .. UInt32((uint)content.Length), 2, .. UInt32(Crc32.HashToUInt32(content)), 0, 0, 0, 0, 29, 0x30,
            (byte)bytes.Length, 0, 0x20, 0, 0, 0, .. bytes,
        ]);
    }

    private static byte[] Old(byte type, int flags, byte[] fields)
    {
        var size = 7 + fields.Length;
        byte[] header = [type, (byte)flags, (byte)(flags >> 8), (byte)size, (byte)(size >> 8), .. fields];
        var crc = (ushort)Crc32.HashToUInt32(header);
        return [(byte)crc, (byte)(crc >> 8), .. header];
    }

    private static byte[] Number(int value)
    {
        var bytes = new List<byte>();
        for (; value > 0x7F; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }

    private static byte[] UInt32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
