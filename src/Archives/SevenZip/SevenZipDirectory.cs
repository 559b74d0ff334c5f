using System.Buffers.Binary;
using System.IO.Hashing;
using MediaPipeline.Archives.Reading;
using Microsoft.Win32.SafeHandles;

namespace MediaPipeline.Archives.SevenZip;

/// <summary>Reads the directory of a 7z (7zFormat.txt of the LZMA SDK), which lies at its end and is usually packed itself.</summary>
internal static class SevenZipDirectory
{
    // A directory that is said to lie where its own description lies would be unpacked for ever; 7-Zip packs it once.
    private const int MostPackings = 4;

    private const int StartLength = 32;

    public static RawDirectory Read(SafeFileHandle file, long length, ArchiveOptions options, string path)
    {
        try
        {
            var files = Files(file, length, options, path);
            return new RawDirectory(files.Count, files);
        }
        catch (InvalidDataException e)
        {
            throw new ArchiveException(ArchiveCodes.CorruptArchive, $"{path} is cut off or damaged: {e.Message}. Fetch or copy it once more.", e);
        }
    }

    private static List<DirectoryRecord> Files(SafeFileHandle file, long length, ArchiveOptions options, string path)
    {
        var header = ReadHeader(file, length, options, path);
        for (var times = 0; header is [SevenZipIds.PackedHeader, ..]; times++)
        {
            header = times < MostPackings ? Unpack(file, header, options, path) : throw new InvalidDataException("its directory is packed again and again");
        }

        var fields = new ByteCursor(header);
        if (header.Length == 0)
        {
            return [];
        }

        if (fields.Byte() != SevenZipIds.Header)
        {
            throw new InvalidDataException("its directory does not begin as one");
        }

        var streams = SevenZipStreams.None;
        for (var id = fields.Byte(); id != SevenZipIds.End; id = fields.Byte())
        {
            if (id == SevenZipIds.Streams)
            {
                streams = SevenZipStreams.Read(ref fields, StartLength, options, path);
            }
            else if (id == SevenZipIds.Files)
            {
                return new SevenZipFiles(streams).Read(ref fields, options, path);
            }
            else
            {
                throw new InvalidDataException($"its directory has a part of an unknown kind ({id})");
            }
        }

        return [];
    }

    private static byte[] ReadHeader(SafeFileHandle file, long length, ArchiveOptions options, string path)
    {
        var start = new byte[StartLength];
        if (RandomAccess.Read(file, start, 0) < StartLength
            || Crc32.HashToUInt32(start.AsSpan(12)) != BinaryPrimitives.ReadUInt32LittleEndian(start.AsSpan(8)))
        {
            throw new InvalidDataException("its first bytes are damaged");
        }

        var fields = new ByteCursor(start.AsSpan(12));
        var (offset, bytes, crc) = (ByteCursor.Length(fields.UInt64()), ByteCursor.Length(fields.UInt64()), fields.UInt32());
        if (offset > length - StartLength || bytes > length - StartLength - offset)
        {
            throw new InvalidDataException("its directory lies outside of the file");
        }

        DirectoryLimits.Check(0, bytes, options, path);
        return Checked(Fill(file, bytes, StartLength + offset), crc);
    }

    private static byte[] Fill(SafeFileHandle file, long bytes, long offset)
    {
        var header = new byte[bytes];
        return RandomAccess.Read(file, header, offset) == header.Length ? header : throw new InvalidDataException("its directory is cut off");
    }

    /// <summary>Only by the methods that 7-Zip uses for it: this is the only decoder of another author that runs in the server.</summary>
    private static byte[] Unpack(SafeFileHandle file, byte[] packed, ArchiveOptions options, string path)
    {
        var fields = new ByteCursor(packed.AsSpan(1));
        var streams = SevenZipStreams.Read(ref fields, StartLength, options, path);
        var block = streams.Blocks.Count > 0 ? streams.Blocks[0] : throw new InvalidDataException("its directory is missing");
        if (block.IsEncrypted)
        {
            throw new ArchiveException(ArchiveCodes.Encrypted, $"{path} is encrypted, its names too. Pack it again without a password.");
        }

        if (!block.PacksHeaders)
        {
            throw new InvalidDataException("its directory is packed by a method that is not known for it");
        }

        DirectoryLimits.Check(0, block.Bytes, options, path);
        var header = new byte[block.Bytes];
        try
        {
            using var content = block.Open(file);
            content.ReadExactly(header);
        }
        catch (Exception e) when (DecoderFaults.IsDamage(e))
        {
            throw new InvalidDataException("its directory cannot be unpacked", e);
        }

        return Checked(header, block.Crc);
    }

    private static byte[] Checked(byte[] header, uint? crc) =>
        crc is null || Crc32.HashToUInt32(header) == crc ? header : throw new InvalidDataException("its directory has another checksum than it says");
}
