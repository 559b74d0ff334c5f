using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text.Unicode;
using MediaPipeline.Archives.Names;
using MediaPipeline.Archives.Reading;
using Microsoft.Win32.SafeHandles;

namespace MediaPipeline.Archives.Zip;

/// <summary>
/// Reads a zip's directory (APPNOTE.TXT 4.3.12). ZipArchive is not enough: it exposes neither the bytes of names nor their flags, and loads every entry before
/// it can tell how many there are.
/// </summary>
internal static class DirectoryReader
{
    private const int HeaderLength = 46;

    /// <summary>Reads the directory and checks that it is whole and within the limits. How many entries its end says to have does not matter then.</summary>
    public static RawDirectory Read(SafeFileHandle file, long length, ArchiveKind kind, ArchiveOptions options, string path)
    {
        var end = EndRecord.Find(file, length, path) ?? throw Missing(kind, path, EndRecord.CountZeros(file, length));
        if (kind == ArchiveKind.Zip && end.Shift > 0 && !end.FollowsAnotherZip(file))
        {
            throw NotItsOwn(path);
        }

        DirectoryLimits.Check(end.Entries, end.DirectoryBytes, options, path);
        if (TryRead(file, end, end.DirectoryBytes, options, path, out var records) is { } whole)
        {
            return whole;
        }

        return end.RoomBytes != end.DirectoryBytes && end.RoomBytes <= DirectoryLimits.Bytes(options)
            && TryRead(file, end, end.RoomBytes, options, path, out _) is { } longer
            ? longer
            : throw Damaged(path, records);
    }

    /// <summary>Null when it does not consist of whole records; then <paramref name="records"/> says how many it begins with.</summary>
    private static RawDirectory? TryRead(SafeFileHandle file, EndRecord end, long bytes, ArchiveOptions options, string path, out int records)
    {
        records = 0;
        var directory = new byte[bytes];
        if (RandomAccess.Read(file, directory, end.DirectoryOffset + end.Shift) < directory.Length)
        {
            return null;
        }

        for (ReadOnlyMemory<byte> rest = directory; !rest.IsEmpty; DirectoryLimits.Check(records, 0, options, path))
        {
            var size = SizeOf(rest.Span);
            if (size == 0)
            {
                return null;
            }

            rest = rest[size..];
            records++;
        }

        return new RawDirectory(records, Records(directory, end.Shift));
    }

    /// <summary>Slices of one block of memory: an archive of many entries needs no object for each.</summary>
    private static IEnumerable<DirectoryRecord> Records(ReadOnlyMemory<byte> directory, long shift)
    {
        for (var rest = directory; !rest.IsEmpty;)
        {
            var size = SizeOf(rest.Span);
            yield return Parse(rest[..size], shift);
            rest = rest[size..];
        }
    }

    /// <summary>The length of the record that begins there; 0 when there is none, or not all of it.</summary>
    private static int SizeOf(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < HeaderLength || !rest.StartsWith("PK\u0001\u0002"u8))
        {
            return 0;
        }

        var whole = HeaderLength + NameLength(rest) + ExtraLength(rest) + BinaryPrimitives.ReadUInt16LittleEndian(rest[32..]);
        return whole <= rest.Length ? whole : 0;
    }

    /// <summary>What the record that begins there says.</summary>
    /// <param name="shift">Added to its place in the file.</param>
    private static DirectoryRecord Parse(ReadOnlyMemory<byte> record, long shift)
    {
        const int Utf8Flag = 0x800, EncryptedFlags = 0x41, Stored = 0, Deflated = 8, AesEncrypted = 99;
        var header = record.Span;
        var name = record.Slice(HeaderLength, NameLength(header));
        var extra = record.Slice(HeaderLength + name.Length, ExtraLength(header));
        ulong packed = BinaryPrimitives.ReadUInt32LittleEndian(header[20..]), bytes = BinaryPrimitives.ReadUInt32LittleEndian(header[24..]);
        ulong offset = BinaryPrimitives.ReadUInt32LittleEndian(header[42..]);
        var wide = FindExtra(extra, 0x0001).Span;
        TakeWide(ref bytes, ref wide);
        TakeWide(ref packed, ref wide);
        TakeWide(ref offset, ref wide);

        var flags = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        var readable = FindUnicodeName(extra, name.Span) is { IsEmpty: false } unicode
            ? new RawName(unicode, IsMarkedUtf8: true)
            : new RawName(name, (flags & Utf8Flag) != 0);
        var method = BinaryPrimitives.ReadUInt16LittleEndian(header[10..]);
        return new DirectoryRecord(name, readable)
        {
            Bytes = Clamp(bytes),
            PackedBytes = Clamp(packed),
            Crc = BinaryPrimitives.ReadUInt32LittleEndian(header[16..]),
            Offset = Clamp(offset) > long.MaxValue - shift ? long.MaxValue : Clamp(offset) + shift,
            IsDeflated = method == Deflated,
            IsEncrypted = (flags & EncryptedFlags) != 0 || method == AesEncrypted,
            Refusal = method is Stored or Deflated or AesEncrypted
                ? null
                : $"is packed by method {method}, which is not read. Pack it again by 'deflate' or unpacked ('store').",
        };
    }

    private static int NameLength(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);

    private static int ExtraLength(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt16LittleEndian(header[30..]);

    // Zip64: the 64-bit values of the fields that have all bits set, in this order.
    private static void TakeWide(ref ulong value, ref ReadOnlySpan<byte> wide)
    {
        if (value == uint.MaxValue && wide.Length >= sizeof(ulong))
        {
            value = BinaryPrimitives.ReadUInt64LittleEndian(wide);
            wide = wide[sizeof(ulong)..];
        }
    }

    // Info-ZIP: version 1, the checksum of the name that it stands for, the name in UTF-8.
    private static ReadOnlyMemory<byte> FindUnicodeName(ReadOnlyMemory<byte> extra, ReadOnlySpan<byte> name)
    {
        var field = FindExtra(extra, 0x7075);
        var content = field.Span;
        return content.Length > 5 && content[0] == 1 && BinaryPrimitives.ReadUInt32LittleEndian(content[1..]) == Crc32.HashToUInt32(name)
            && Utf8.IsValid(content[5..])
            ? field[5..]
            : default;
    }

    private static ReadOnlyMemory<byte> FindExtra(ReadOnlyMemory<byte> extra, ushort id)
    {
        while (extra.Length >= 4)
        {
            var length = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(extra.Span[2..]), extra.Length - 4);
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra.Span) == id)
            {
                return extra.Slice(4, length);
            }

            extra = extra[(4 + length)..];
        }

        return default;
    }

    private static long Clamp(ulong value) => (long)Math.Min(value, long.MaxValue);

    private static ArchiveException Missing(ArchiveKind kind, string path, long zeros)
    {
        const int ManyZeros = 4_096;
        return new ArchiveException(ArchiveCodes.CorruptArchive,
            kind != ArchiveKind.Zip ? $"{path} is no archive that is read (zip, rar, 7z, tar), whatever its name says. Remove or replace it."
            : zeros >= ManyZeros ? $"{path} is not complete: it ends with zeros where its directory should be. Fetch or copy it once more."
            : $"{path} is cut off: the directory at its end is missing. Fetch or copy it once more.");
    }

    // In a truncated zip, the end record may be that of another zip inside it.
    private static ArchiveException NotItsOwn(string path) => new(ArchiveCodes.CorruptArchive,
        $"{path} is cut off or damaged: the directory at its end does not fit what lies before it. Fetch or copy it once more.");

    private static ArchiveException Damaged(string path, int at) =>
        new(ArchiveCodes.CorruptArchive, $"{path} is damaged: its directory cannot be read after entry {at:N0}. Fetch or copy it once more.");
}
