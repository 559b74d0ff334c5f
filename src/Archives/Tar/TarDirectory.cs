using MediaPipeline.Archives.Names;
using MediaPipeline.Archives.Reading;
using Microsoft.Win32.SafeHandles;

namespace MediaPipeline.Archives.Tar;

/// <summary>
/// Reads the headers of a tar (POSIX.1-2024, pax; GNU tar manual, "Basic Tar Format"). A tar has no directory of its own: what was cut off behind a header is
/// not missed before the last entry is read.
/// </summary>
internal sealed class TarDirectory
{
    // A longer name or set of attributes than any program writes.
    private const int MostMetadata = 1 << 20;

    private readonly List<DirectoryRecord> _records = [];
    private readonly ArchiveOptions _options;
    private readonly SafeFileHandle _file;
    private readonly string _path;
    private long _metadata;
    private byte[]? _longName;
    private PaxAttributes _attributes;

    private TarDirectory(SafeFileHandle file, ArchiveOptions options, string path) => (_file, _options, _path) = (file, options, path);

    public static RawDirectory Read(SafeFileHandle file, ArchiveOptions options, string path)
    {
        var tar = new TarDirectory(file, options, path);
        tar.ReadHeaders();
        return new RawDirectory(tar._records.Count, tar._records);
    }

    private void ReadHeaders()
    {
        var block = new byte[TarHeader.Length];
        for (long at = 0; RandomAccess.Read(_file, block, at) == block.Length && block.AsSpan().ContainsAnyExcept((byte)0);)
        {
            if (!TarHeader.TryParse(block, out var header))
            {
                throw Damaged();
            }

            var data = at + TarHeader.Length;
            if (header.IsMetadata)
            {
                TakeMetadata(header, data);
            }
            else
            {
                header = header with { Bytes = _attributes.Bytes ?? header.Bytes };
                Add(header, data);
            }

            // Behind the last offset that there is, nothing could be read of the next header.
            if (header.Bytes > long.MaxValue - data - (2 * TarHeader.Length))
            {
                throw Damaged();
            }

            at = data + ((header.Bytes + TarHeader.Length - 1) / TarHeader.Length * TarHeader.Length);
        }
    }

    /// <summary>What stands before the header of the file that it is about.</summary>
    private void TakeMetadata(TarHeader header, long data)
    {
        _metadata += header.Bytes;
        DirectoryLimits.Check(_records.Count, _metadata, _options, _path);
        var content = header.Bytes <= MostMetadata ? new byte[header.Bytes] : throw Damaged();
        if (RandomAccess.Read(_file, content, data) < content.Length)
        {
            throw Damaged();
        }

        if (header.Type == TarHeader.LongName)
        {
            _longName = TarHeader.TrimZeros(content).ToArray();
        }
        else if (header.Type == TarHeader.Pax && !PaxAttributes.TryParse(content, out _attributes))
        {
            throw Damaged();
        }
    }

    private void Add(TarHeader header, long data)
    {
        DirectoryLimits.Check(_records.Count + 1, _metadata += TarHeader.Length, _options, _path);
        var name = _attributes.Name ?? _longName ?? header.Name;
        if (header.Type == TarHeader.Folder && name is not [.., (byte)'/'])
        {
            name = [.. name, (byte)'/'];
        }

        _records.Add(new DirectoryRecord(name, new RawName(name, IsMarkedUtf8: _attributes.Name is not null))
        {
            Bytes = header.Bytes,
            PackedBytes = header.Bytes,
            Offset = data,
            Refusal = _attributes.IsSparse ? TarHeader.SparseRefusal : header.Refusal,
        });
        (_longName, _attributes) = (null, default);
    }

    private ArchiveException Damaged() => new(ArchiveCodes.CorruptArchive,
        $"{_path} is damaged: it cannot be read after entry {_records.Count:N0}. Fetch or copy it once more.");
}
