using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MediaPipeline.TestKit.Archives;

/// <summary>Writes zips byte by byte, so that they can be as odd as zips in the world are. A picture's bytes go in as they are, or deflated.</summary>
public sealed class ZipFile
{
    private readonly List<ZipEntry> _entries = [];

    /// <summary>Written before the archive proper, as in a program that unpacks itself.</summary>
    public byte[] Prefix { get; init; } = [];

    /// <summary>Whether directory and end are written in the wide form of zip64.</summary>
    public bool Zip64 { get; init; }

    /// <summary>How many entries the end says; null for as many as there are.</summary>
    public int? DeclaredEntries { get; init; }

    /// <summary>How many bytes of directory the end says; null for as many as there are.</summary>
    public int? DeclaredDirectoryBytes { get; init; }

    /// <summary>Written behind the archive.</summary>
    public byte[] Suffix { get; init; } = [];

    /// <summary>False to leave directory and end away, as of a file that was cut off.</summary>
    public bool HasDirectory { get; init; } = true;

    /// <summary>Adds an entry under a name in UTF-8, marked as such.</summary>
    public ZipFile Add(string name, byte[] content, bool deflate = false) =>
        Add(new ZipEntry(Encoding.UTF8.GetBytes(name)) { Content = content, Deflate = deflate, Flags = 0x800 });

    /// <summary>Adds an entry as odd as wished.</summary>
    public ZipFile Add(ZipEntry entry)
    {
        _entries.Add(entry);
        return this;
    }

    /// <summary>The whole file.</summary>
    public byte[] ToArray()
    {
        using var file = new MemoryStream();
        Write(file);
        return file.ToArray();
    }

    /// <summary>Writes it to a path whose folders are made, old enough not to count as growing.</summary>
    public string Save(string path, int seed = 0)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var file = File.Create(path))
        {
            Write(file);
        }

        File.SetLastWriteTimeUtc(path, new DateTime(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc).AddSeconds(seed));
        return path;
    }

    private void Write(Stream file)
    {
        file.Write(Prefix);
        long position = 0;
        var directory = new MemoryStream();
        foreach (var entry in _entries)
        {
            var packed = entry.Pack();
            directory.Write(Header(entry, packed, position));
            var local = Local(entry, packed);
            file.Write(local);
            file.Write(packed.Bytes);
            position += local.Length + packed.Bytes.Length;
        }

        if (HasDirectory)
        {
            directory.WriteTo(file);
            file.Write(End(position, DeclaredDirectoryBytes ?? directory.Length));
        }

        file.Write(Suffix);
    }

    private static byte[] Local(ZipEntry entry, Packed packed)
    {
        var header = new byte[30];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x04034b50);
        Common(header.AsSpan(4), entry, packed, wide: false);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(26), (ushort)entry.Name.Length);
        return [.. header, .. entry.Name];
    }

    private byte[] Header(ZipEntry entry, Packed packed, long position)
    {
        var wide = Zip64 ? (byte[])[.. Field(
            0x0001, [.. Wide(entry.DeclaredBytes ?? packed.Length), .. Wide(entry.DeclaredPackedBytes ?? packed.Bytes.Length), .. Wide(position)])] : [];
        byte[] extra = [.. wide, .. entry.Extra];
        var header = new byte[46];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x02014b50);
        Common(header.AsSpan(6), entry, packed, Zip64);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(28), (ushort)entry.Name.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(30), (ushort)extra.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), Zip64 ? uint.MaxValue : (uint)position);
        return [.. header, .. entry.Name, .. extra];
    }

    private static void Common(Span<byte> header, ZipEntry entry, Packed packed, bool wide)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(header, 20);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], entry.Flags);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], entry.Method ?? (ushort)(packed.IsDeflated ? 8 : 0));
        BinaryPrimitives.WriteUInt32LittleEndian(header[10..], entry.DeclaredCrc ?? packed.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(header[14..], wide ? uint.MaxValue : (uint)(entry.DeclaredPackedBytes ?? packed.Bytes.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(header[18..], wide ? uint.MaxValue : (uint)(entry.DeclaredBytes ?? packed.Length));
    }

    private byte[] End(long position, long bytes)
    {
        var count = DeclaredEntries ?? _entries.Count;
        var end = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), Zip64 ? ushort.MaxValue : (ushort)count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), Zip64 ? ushort.MaxValue : (ushort)count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), Zip64 ? uint.MaxValue : (uint)bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), Zip64 ? uint.MaxValue : (uint)position);
        return Zip64 ? [.. WideEnd(count, position, bytes), .. end] : end;
    }

    private static byte[] WideEnd(long count, long position, long bytes)
    {
        var record = new byte[56 + 20];
        BinaryPrimitives.WriteUInt32LittleEndian(record, 0x06064b50);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(4), 44);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(24), count);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(32), count);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(40), bytes);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(48), position);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(56), 0x07064b50);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(64), position + bytes);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(72), 1);
        return record;
    }

    internal static byte[] Field(ushort id, byte[] content)
    {
        var head = new byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(head, id);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(2), (ushort)content.Length);
        return [.. head, .. content];
    }

    private static byte[] Wide(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }
}

/// <summary>An entry and what the archive says of it, true or not.</summary>
/// <param name="Name">Its bytes.</param>
public sealed record ZipEntry(byte[] Name)
{
    public byte[] Content { get; init; } = [];

    public bool Deflate { get; init; }

    /// <summary>Zeros that follow the content, deflated as they are written: a bomb takes no memory here.</summary>
    public long Zeros { get; init; }

    /// <summary>0x1 says encrypted, 0x800 that the name is UTF-8.</summary>
    public ushort Flags { get; init; }

    public ushort? Method { get; init; }

    public uint? DeclaredCrc { get; init; }

    public long? DeclaredBytes { get; init; }

    public long? DeclaredPackedBytes { get; init; }

    /// <summary>Extra fields of the directory.</summary>
    public byte[] Extra { get; init; } = [];

    /// <summary>The field in which Info-ZIP stores the name in UTF-8 beside the old one.</summary>
    public ZipEntry WithUnicodeName(string name)
    {
        var head = new byte[5];
        head[0] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(1), Pictures.PngPicture.Checksum(Name));
        return this with { Extra = ZipFile.Field(0x7075, [.. head, .. Encoding.UTF8.GetBytes(name)]) };
    }

    internal Packed Pack()
    {
        if (!Deflate)
        {
            return new Packed(Content, Content.Length, Pictures.PngPicture.Checksum(Content), IsDeflated: false);
        }

        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, Zeros > 0 ? CompressionLevel.Optimal : CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(Content);
            var block = new byte[1 << 20];
            for (var left = Zeros; left > 0; left -= block.Length)
            {
                deflate.Write(block, 0, (int)Math.Min(left, block.Length));
            }
        }

        return new Packed(packed.ToArray(), Content.Length + Zeros, Pictures.PngPicture.Checksum(Content), IsDeflated: true);
    }
}

/// <summary>What goes into the file for an entry.</summary>
internal sealed record Packed(byte[] Bytes, long Length, uint Crc, bool IsDeflated);
