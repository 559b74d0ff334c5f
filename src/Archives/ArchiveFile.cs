using System.Buffers.Binary;
using System.IO.Compression;
using MediaPipeline.Archives.Rar;
using MediaPipeline.Archives.Reading;
using MediaPipeline.Archives.SevenZip;
using MediaPipeline.Archives.Tar;
using MediaPipeline.Archives.Zip;
using Microsoft.Win32.SafeHandles;

namespace MediaPipeline.Archives;

/// <summary>An open archive. Faults of the archive are <see cref="ArchiveException"/>s; faults of the disk are the usual exceptions of files.</summary>
public sealed class ArchiveFile : IDisposable
{
    private readonly SafeFileHandle _file;

    private ArchiveFile(string path, SafeFileHandle file)
    {
        Path = path;
        _file = file;
        Identity = FileIdentity.Of(file);
    }

    /// <summary>As it was opened.</summary>
    public string Path { get; }

    /// <summary>Of the file that is open, even if its name belongs to another by now.</summary>
    public FileIdentity Identity { get; }

    /// <summary>Opens the file without reading it.</summary>
    public static ArchiveFile Open(string path)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            return new ArchiveFile(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the directory, within the limits of the options. No decoder of another author runs but that of packed directories (7z).</summary>
    public ArchiveDirectory ReadDirectory(ArchiveOptions options)
    {
        var kind = Sniff();
        var raw = kind switch
        {
            ArchiveKind.Rar => RarDirectory.Read(_file, Identity.Bytes, options, Path),
            ArchiveKind.SevenZip => SevenZipDirectory.Read(_file, Identity.Bytes, options, Path),
            ArchiveKind.Tar => TarDirectory.Read(_file, options, Path),
            _ => DirectoryReader.Read(_file, Identity.Bytes, kind, options, Path),
        };
        return ArchiveDirectory.Build(Path, Identity, kind, raw, options);
    }

    /// <summary>Whether it is of a kind that may pack several entries as one.</summary>
    public bool CanBeSolid() => Sniff() is ArchiveKind.Rar or ArchiveKind.SevenZip;

    /// <summary>
    /// Opens an entry of the directory of this very file. The stream ends with an <see cref="ArchiveException"/> instead of its last bytes when length or
    /// checksum are wrong.
    /// </summary>
    /// <param name="unpacked">What the entry's block was unpacked to; null to unpack the block here, up to the entry.</param>
    /// <param name="closeWithEntry">Whether disposing of the stream disposes of this object; otherwise the stream must not outlive it.</param>
    public Stream OpenEntry(ArchiveDirectory directory, ArchiveEntry entry, string? unpacked = null, bool closeWithEntry = false)
    {
        if (directory.FindFault(entry) is { } fault)
        {
            throw fault;
        }

        var name = $"{Path}/{entry.Name}";
        var owner = closeWithEntry ? this : null;
        if (entry.Block is { } block)
        {
            return unpacked is null
                ? new EntryStream(new BlockPart(block, _file, entry.Offset), !block.IsSolid, entry, name, owner)
                : OpenUnpacked(unpacked, entry, name, owner);
        }

        var packed = new RegionStream(_file, FindData(directory, entry, name), entry.PackedBytes);
        return new EntryStream(
            entry.IsDeflated ? new DeflateStream(packed, CompressionMode.Decompress) : packed, endsThere: true, entry, name, owner);
    }

    /// <summary>Unpacks the block of an entry to a file, from its start to its end.</summary>
    public void UnpackBlock(ArchiveDirectory directory, ArchiveEntry entry, string toFile)
    {
        if (directory.FindFault(entry) is { } fault)
        {
            throw fault;
        }

        var block = entry.Block ?? throw new InvalidOperationException($"{Path}/{entry.Name} is in no block.");
        new BlockWriter(block, Path).Write(_file, toFile);
    }

    public void Dispose() => _file.Dispose();

    private ArchiveKind Sniff()
    {
        Span<byte> start = stackalloc byte[ArchiveKinds.SniffLength];
        return ArchiveKinds.Of(start[..RandomAccess.Read(_file, start, 0)]);
    }

    private static EntryStream OpenUnpacked(string unpacked, ArchiveEntry entry, string name, IDisposable? owner)
    {
        var file = File.OpenHandle(unpacked, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return new EntryStream(new RegionStream(file, entry.Offset, entry.Bytes), endsThere: true, entry, name, file, owner);
    }

    private long FindData(ArchiveDirectory directory, ArchiveEntry entry, string name)
    {
        var data = directory.Kind is ArchiveKind.Zip or ArchiveKind.Unknown ? FindZipData(entry, name) : entry.Offset;
        return data <= Identity.Bytes - entry.PackedBytes
            ? data
            : throw new ArchiveException(ArchiveCodes.CorruptEntry,
                $"{name} is damaged: it ends behind the end of the archive. Fetch or copy the archive once more.");
    }

    private long FindZipData(ArchiveEntry entry, string name)
    {
        const int HeaderLength = 30;
        Span<byte> header = stackalloc byte[HeaderLength];
        return entry.Offset <= Identity.Bytes - HeaderLength
            && RandomAccess.Read(_file, header, entry.Offset) == HeaderLength
            && header.StartsWith("PK\u0003\u0004"u8)
            ? entry.Offset + HeaderLength + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..])
            : throw new ArchiveException(
                ArchiveCodes.CorruptEntry, $"{name} is damaged: it does not lie where the archive says. Fetch or copy the archive once more.");
    }
}
