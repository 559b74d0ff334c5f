using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MediaPipeline.Archives.Zip;

/// <summary>Where a zip's directory lies and how many entries it says to have, from the record at its end (APPNOTE.TXT 4.3.14 to 4.3.16).</summary>
/// <param name="Shift">Bytes before the archive proper, for example of the program that unpacks it; every offset in it counts from there.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EndRecord(long Entries, long DirectoryOffset, long DirectoryBytes, long Shift, bool IsZip64)
{
    private const int Length = 22, LongestComment = ushort.MaxValue, LocatorLength = 20, Zip64Length = 56;

    /// <summary>Null when the end of the file has no such record.</summary>
    public static EndRecord? Find(SafeFileHandle file, long length, string path)
    {
        var tail = new byte[Math.Min(length, Length + LongestComment)];
        if (RandomAccess.Read(file, tail, length - tail.Length) < tail.Length)
        {
            return null;
        }

        for (var at = tail.Length - Length; at >= 0; at--)
        {
            var record = tail.AsSpan(at);
            if (record.StartsWith("PK\u0005\u0006"u8) && Length + BinaryPrimitives.ReadUInt16LittleEndian(record[20..]) <= record.Length)
            {
                return Read(file, record, length - tail.Length + at, path);
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

        return FindZip64(file, position, path) ?? Place(file, entries, offset, bytes, position, isZip64: false, path);
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
                    BinaryPrimitives.ReadInt64LittleEndian(record[40..]), at, isZip64: true, path);
            }
        }

        throw new ArchiveException(ArchiveCodes.CorruptArchive, $"{path} has lost the record that says where its directory lies. Fetch or copy it once more.");
    }

    private static EndRecord Place(SafeFileHandle file, long entries, long offset, long bytes, long end, bool isZip64, string path)
    {
        var shift = end - bytes - offset;
        return entries >= 0 && offset >= 0 && bytes >= 0 && bytes <= end && offset <= end && shift >= 0
            ? new EndRecord(entries, offset, bytes, shift > 0 && BeginsDirectory(file, offset) ? 0 : shift, isZip64)
            : throw new ArchiveException(ArchiveCodes.CorruptArchive,
                $"{path} is cut off or damaged: its directory lies outside of the file. Fetch or copy it once more.");
    }

    private static bool BeginsDirectory(SafeFileHandle file, long offset)
    {
        Span<byte> start = stackalloc byte[4];
        return RandomAccess.Read(file, start, offset) == start.Length && start.SequenceEqual("PK\u0001\u0002"u8);
    }
}
