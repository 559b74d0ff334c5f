using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MediaPipeline.Archives.Zip;

/// <summary>Where a zip's directory lies and how many entries it says to have, from the record at its end (APPNOTE.TXT 4.3.14 to 4.3.16).</summary>
/// <param name="Entries">Not more than the directory has room for, whatever the record says.</param>
/// <param name="DirectoryBytes">As the record says.</param>
/// <param name="RoomBytes">From the start of the directory to the end record.</param>
/// <param name="Shift">Bytes before the archive proper, for example of the program that unpacks it; every offset in it counts from there.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EndRecord(long Entries, long DirectoryOffset, long DirectoryBytes, long RoomBytes, long Shift)
{
    private const int Length = 22, LongestComment = ushort.MaxValue, LocatorLength = 20, Zip64Length = 56, LeastHeader = 46;
    private const int BlockBytes = 65_536;

    // Copies to blocks of a fixed size, and downloads that reserve their space, leave zeros behind the archive.
    private const long MostZeros = 64 << 20;

    /// <summary>Null when the end of the file has no such record.</summary>
    public static EndRecord? Find(SafeFileHandle file, long length, string path)
    {
        // The record itself may end with zeros.
        var end = Math.Min(length, length - CountZeros(file, length) + Length + LongestComment);
        return Search(file, end, endsThere: false) is var (position, record) ? Read(file, record, position, path) : null;
    }

    /// <summary>Zeros at the end of the file, as far as they matter.</summary>
    public static long CountZeros(SafeFileHandle file, long length)
    {
        var block = new byte[BlockBytes];
        var zeros = 0L;
        while (zeros < Math.Min(length, MostZeros))
        {
            var part = block.AsSpan(0, (int)Math.Min(BlockBytes, length - zeros));
            var read = RandomAccess.Read(file, part, length - zeros - part.Length);
            var last = part[..read].LastIndexOfAnyExcept((byte)0);
            if (read < part.Length || last >= 0)
            {
                return zeros + read - 1 - last;
            }

            zeros += read;
        }

        return zeros;
    }

    /// <summary>Whether another zip ends where this one begins: two that were joined, not one inside another that was cut off.</summary>
    public bool FollowsAnotherZip(SafeFileHandle file) => Search(file, Shift, endsThere: true) is not null;

    private static (long Position, byte[] Record)? Search(SafeFileHandle file, long end, bool endsThere)
    {
        var tail = new byte[Math.Min(end, 2 * (Length + LongestComment))];
        if (RandomAccess.Read(file, tail, end - tail.Length) < tail.Length)
        {
            return null;
        }

        for (var at = tail.Length - Length; at >= 0; at--)
        {
            var record = tail.AsSpan(at);
            if (record.StartsWith("PK\u0005\u0006"u8)
                && Length + BinaryPrimitives.ReadUInt16LittleEndian(record[20..]) is var bytes && (endsThere ? bytes == record.Length : bytes <= record.Length))
            {
                return (end - tail.Length + at, record[..Length].ToArray());
            }
        }

        return null;
    }

    private static EndRecord Read(SafeFileHandle file, ReadOnlySpan<byte> record, long position, string path)
    {
        var disk = BinaryPrimitives.ReadUInt16LittleEndian(record[4..]);
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        var bytes = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        if (disk is not (0 or ushort.MaxValue))
        {
            throw new ArchiveException(ArchiveCodes.CorruptArchive, $"{path} is one part of an archive that was split. Join its parts to one zip.");
        }

        return FindZip64(file, position, path) ?? Place(file, entries, offset, bytes, position, path);
    }

    private static EndRecord? FindZip64(SafeFileHandle file, long position, string path)
    {
        Span<byte> locator = stackalloc byte[LocatorLength];
        if (position < LocatorLength || RandomAccess.Read(file, locator, position - LocatorLength) < LocatorLength || !locator.StartsWith("PK\u0006\u0007"u8))
        {
            return null;
        }

        // The record lies right before the locator, also where something was put before the archive; else where the locator says.
        Span<byte> record = stackalloc byte[Zip64Length];
        foreach (var at in (long[])[position - LocatorLength - Zip64Length, BinaryPrimitives.ReadInt64LittleEndian(locator[8..])])
        {
            if (at >= 0 && at <= position - Zip64Length && RandomAccess.Read(file, record, at) == Zip64Length && record.StartsWith("PK\u0006\u0006"u8))
            {
                return Place(
                    file, BinaryPrimitives.ReadInt64LittleEndian(record[32..]), BinaryPrimitives.ReadInt64LittleEndian(record[48..]),
                    BinaryPrimitives.ReadInt64LittleEndian(record[40..]), at, path);
            }
        }

        throw new ArchiveException(ArchiveCodes.CorruptArchive, $"{path} has lost the record that says where its directory lies. Fetch or copy it once more.");
    }

    private static EndRecord Place(SafeFileHandle file, long entries, long offset, long bytes, long end, string path)
    {
        if (entries < 0 || offset < 0 || bytes < 0 || offset > end)
        {
            throw Outside(path);
        }

        // Where a directory begins at the offset, it is the length that is wrong.
        var shift = end - bytes - offset;
        if (shift != 0 && BeginsDirectory(file, offset))
        {
            var room = end - offset;
            return new EndRecord(Math.Min(entries, room / LeastHeader), offset, Math.Min(bytes, room), room, 0);
        }

        return shift >= 0 ? new EndRecord(Math.Min(entries, bytes / LeastHeader), offset, bytes, bytes, shift) : throw Outside(path);
    }

    private static ArchiveException Outside(string path) =>
        new(ArchiveCodes.CorruptArchive, $"{path} is cut off or damaged: its directory lies outside of the file. Fetch or copy it once more.");

    private static bool BeginsDirectory(SafeFileHandle file, long offset)
    {
        Span<byte> start = stackalloc byte[4];
        return RandomAccess.Read(file, start, offset) == start.Length && start.SequenceEqual("PK\u0001\u0002"u8);
    }
}
