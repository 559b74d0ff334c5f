using System.Buffers.Binary;
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

    /// <summary>Reads the directory, within the limits of the options.</summary>
    public ArchiveDirectory ReadDirectory(ArchiveOptions options) =>
        ArchiveDirectory.Build(Path, Identity, DirectoryReader.Read(_file, Identity.Bytes, options, Path), options);

    /// <summary>
    /// Opens an entry of the directory of this very file. The stream ends with an <see cref="ArchiveException"/> instead of its last bytes when length or
    /// checksum are wrong.
    /// </summary>
    /// <param name="closeWithEntry">Whether disposing of the stream disposes of this object; otherwise the stream must not outlive it.</param>
    public Stream OpenEntry(ArchiveDirectory directory, ArchiveEntry entry, bool closeWithEntry = false)
    {
        if (directory.FindFault(entry) is { } fault)
        {
            throw fault;
        }

        const int HeaderLength = 30;
        var name = $"{Path}/{entry.Name}";
        Span<byte> header = stackalloc byte[HeaderLength];
        if (entry.Offset > Identity.Bytes - HeaderLength
            || RandomAccess.Read(_file, header, entry.Offset) < HeaderLength
            || !header.StartsWith("PK\u0003\u0004"u8))
        {
            throw new ArchiveException(
                ArchiveCodes.CorruptEntry, $"{name} is damaged: it does not lie where the archive says. Fetch or copy the archive once more.");
        }

        var data = entry.Offset + HeaderLength + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        return data <= Identity.Bytes - entry.PackedBytes
            ? new EntryStream(new RegionStream(_file, data, entry.PackedBytes), entry, name, closeWithEntry ? this : null)
            : throw new ArchiveException(ArchiveCodes.CorruptEntry,
                $"{name} is damaged: it ends behind the end of the archive. Fetch or copy the archive once more.");
    }

    public void Dispose() => _file.Dispose();
}
