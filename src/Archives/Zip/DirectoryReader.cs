using System.Buffers.Binary;
using System.Text.Unicode;
using MediaPipeline.Archives.Names;
using Microsoft.Win32.SafeHandles;

namespace MediaPipeline.Archives.Zip;

/// <summary>
/// Reads a zip's directory (APPNOTE.TXT 4.3.12). ZipArchive would not do: it has neither the names' bytes nor their flags, and loads every entry before it can be asked
/// how many there are.
/// </summary>
internal static class DirectoryReader
{
    private const int HeaderLength = 46;

    // Twice what the names and fields of an ordinary entry take.
    private const int BytesPerEntry = 512, LeastDirectoryLimit = 16 << 20;

    public static List<DirectoryRecord> Read(SafeFileHandle file, long length, ArchiveOptions options, string path)
    {
        var kind = Sniff(file, path);
        if (EndRecord.Find(file, length, path) is not { } end || (kind == ArchiveKind.Zip && end.Shift > 0))
        {
            throw Missing(kind, path);
        }

        CheckLimits(end.Entries, end.DirectoryBytes, options, path);
        var directory = new byte[end.DirectoryBytes];
        if (RandomAccess.Read(file, directory, end.DirectoryOffset + end.Shift) < directory.Length)
        {
            throw Damaged(path, 0);
        }

        var records = new List<DirectoryRecord>((int)Math.Min(end.Entries, options.MaxEntries));
        for (ReadOnlySpan<byte> rest = directory; !rest.IsEmpty;)
        {
            if (!TryTake(ref rest, end.Shift, out var record))
            {
                throw Damaged(path, records.Count);
            }

            records.Add(record);
            CheckLimits(records.Count, 0, options, path);
        }

        // Some programs write more than 65,535 entries without zip64: their count is the rest of the division.
        return records.Count == end.Entries || (!end.IsZip64 && (ushort)records.Count == end.Entries) ? records : throw Damaged(path, records.Count);
    }

    private static bool TryTake(ref ReadOnlySpan<byte> rest, long shift, out DirectoryRecord record)
    {
        record = default;
        if (rest.Length < HeaderLength || !rest.StartsWith("PK\u0001\u0002"u8))
        {
            return false;
        }

        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(rest[28..]), extraLength = BinaryPrimitives.ReadUInt16LittleEndian(rest[30..]);
        var whole = HeaderLength + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(rest[32..]);
        if (rest.Length < whole)
        {
            return false;
        }

        record = Parse(rest[..HeaderLength], rest.Slice(HeaderLength, nameLength), rest.Slice(HeaderLength + nameLength, extraLength), shift);
        rest = rest[whole..];
        return true;
    }

    private static DirectoryRecord Parse(ReadOnlySpan<byte> header, ReadOnlySpan<byte> name, ReadOnlySpan<byte> extra, long shift)
    {
        const int Utf8Flag = 0x800;
        ulong packed = BinaryPrimitives.ReadUInt32LittleEndian(header[20..]), bytes = BinaryPrimitives.ReadUInt32LittleEndian(header[24..]);
        ulong offset = BinaryPrimitives.ReadUInt32LittleEndian(header[42..]);
        if (FindExtra(extra, 0x0001) is { IsEmpty: false } wide)
        {
            TakeWide(ref bytes, ref wide);
            TakeWide(ref packed, ref wide);
            TakeWide(ref offset, ref wide);
        }

        var flags = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        var raw = name.ToArray();
        var readable = FindUnicodeName(extra, raw) is { } unicode ? new RawName(unicode, IsMarkedUtf8: true) : new RawName(raw, (flags & Utf8Flag) != 0);
        return new DirectoryRecord(
            raw, readable, flags, BinaryPrimitives.ReadUInt16LittleEndian(header[10..]), BinaryPrimitives.ReadUInt32LittleEndian(header[16..]),
            Clamp(packed), Clamp(bytes), Clamp(offset) > long.MaxValue - shift ? long.MaxValue : Clamp(offset) + shift);
    }

    // Zip64: the wide values of those fields that are full of ones, in this order.
    private static void TakeWide(ref ulong value, ref ReadOnlySpan<byte> wide)
    {
        if (value == uint.MaxValue && wide.Length >= sizeof(ulong))
        {
            value = BinaryPrimitives.ReadUInt64LittleEndian(wide);
            wide = wide[sizeof(ulong)..];
        }
    }

    // Info-ZIP: version 1, the checksum of the name that it stands for, the name in UTF-8.
    private static byte[]? FindUnicodeName(ReadOnlySpan<byte> extra, byte[] name)
    {
        var field = FindExtra(extra, 0x7075);
        return field.Length > 5 && field[0] == 1 && BinaryPrimitives.ReadUInt32LittleEndian(field[1..]) == Crc32.Append(0, name) && Utf8.IsValid(field[5..])
            ? field[5..].ToArray()
            : null;
    }

    private static ReadOnlySpan<byte> FindExtra(ReadOnlySpan<byte> extra, ushort id)
    {
        while (extra.Length >= 4)
        {
            var length = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]), extra.Length - 4);
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == id)
            {
                return extra.Slice(4, length);
            }

            extra = extra[(4 + length)..];
        }

        return [];
    }

    private static long Clamp(ulong value) => (long)Math.Min(value, long.MaxValue);

    private static void CheckLimits(long entries, long directoryBytes, ArchiveOptions options, string path)
    {
        if (entries > options.MaxEntries)
        {
            throw new ArchiveException(
                ArchiveCodes.Bomb, $"{path} has more than MaxEntries ({options.MaxEntries:N0}) entries. Split it, or raise Archives:MaxEntries if it is wanted.");
        }

        if (directoryBytes > Math.Max(LeastDirectoryLimit, (long)options.MaxEntries * BytesPerEntry))
        {
            throw new ArchiveException(
                ArchiveCodes.Bomb, $"{path} has a directory of {directoryBytes:N0} bytes, more than {BytesPerEntry} for each of MaxEntries ({options.MaxEntries:N0}). Pack its pictures again.");
        }
    }

    private static ArchiveKind Sniff(SafeFileHandle file, string path)
    {
        var start = new byte[ArchiveKinds.SniffLength];
        var kind = ArchiveKinds.Of(start.AsSpan(0, RandomAccess.Read(file, start, 0)));
        return ArchiveKinds.FindRefusal(kind, path) is { } refusal ? throw new ArchiveException(ArchiveCodes.Unsupported, refusal) : kind;
    }

    // Of a zip that is cut off, the end may be that of another zip inside it.
    private static ArchiveException Missing(ArchiveKind kind, string path) => new(ArchiveCodes.CorruptArchive, kind == ArchiveKind.Zip
        ? $"{path} is cut off: the directory at its end is missing. Fetch or copy it once more."
        : $"{path} is no zip archive, whatever its name says. Remove or replace it.");

    private static ArchiveException Damaged(string path, int at) =>
        new(ArchiveCodes.CorruptArchive, $"{path} is damaged: its directory cannot be read after entry {at:N0}. Fetch or copy it once more.");
}
