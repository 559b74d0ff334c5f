using MediaPipeline.Archives.Names;
using MediaPipeline.Archives.Reading;
using Microsoft.Win32.SafeHandles;

namespace MediaPipeline.Archives.Rar;

/// <summary>Reads the headers of a rar, of format 4 (RAR 1.5 to 4) or 5, and puts together which entries have to be unpacked in one go.</summary>
internal sealed class RarDirectory
{
    private readonly List<DirectoryRecord> _records = [];
    private readonly ArchiveOptions _options;
    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly RarFormat _format;
    private byte[] _start = [];
    private int _blocks;
    private RarBlock? _block;

    private RarDirectory(SafeFileHandle file, RarFormat format, ArchiveOptions options, string path) =>
        (_file, _format, _options, _path) = (file, format, options, path);

    public static RawDirectory Read(SafeFileHandle file, long length, ArchiveOptions options, string path)
    {
        Span<byte> signature = stackalloc byte[RarFormat.LongestSignature];
        signature = signature[..RandomAccess.Read(file, signature, 0)];
        var format = RarFormat.Of(signature)
            ?? throw new ArchiveException(ArchiveCodes.Unsupported, $"{path} is a rar of an unknown format. Convert it to cbz (zip).");
        var rar = new RarDirectory(file, format, options, path);
        rar.ReadHeaders(length);
        return new RawDirectory(rar._records.Count, rar._records);
    }

    private void ReadHeaders(long length)
    {
        var headers = 0L;
        for (long at = _format.Signature.Length; at < length;)
        {
            var bytes = ReadHeader(at);
            RarHeader header;
            try
            {
                header = _format.Parse(bytes);
            }
            catch (InvalidDataException e)
            {
                throw Damaged(e);
            }

            DirectoryLimits.Check(_records.Count + 1, headers += bytes.Length, _options, _path);
            if (header.Kind == RarHeaderKind.End)
            {
                return;
            }

            Take(header, bytes, at);
            at = header.DataBytes <= long.MaxValue - at - bytes.Length ? at + bytes.Length + header.DataBytes : throw Damaged(null);
        }
    }

    private byte[] ReadHeader(long at)
    {
        Span<byte> start = stackalloc byte[RarFormat.MostOfLength];
        start = start[..RandomAccess.Read(_file, start, at)];
        var bytes = new byte[_format.LengthOf(start) ?? throw Damaged(null)];
        return RandomAccess.Read(_file, bytes, at) == bytes.Length && _format.IsIntact(bytes) ? bytes : throw Damaged(null);
    }

    private void Take(RarHeader header, byte[] bytes, long at)
    {
        if (header.IsLocked)
        {
            throw new ArchiveException(ArchiveCodes.Encrypted, $"{_path} is encrypted, its names too. Pack it again without a password.");
        }

        if (header.IsVolume)
        {
            throw new ArchiveException(ArchiveCodes.Unsupported,
                $"{_path} is one part of a rar that was split. Unpack it with all its parts, and pack its pictures to one cbz (zip).");
        }

        if (header.Kind == RarHeaderKind.Archive)
        {
            _start = [.. _format.Signature, .. bytes];
        }
        else if (header.Kind == RarHeaderKind.File)
        {
            Add(header, bytes.Length, at);
        }
    }

    private void Add(RarHeader header, int headerLength, long at)
    {
        var data = at + headerLength;
        if (_block is null || (!header.IsSolid && header.IsUnpacked))
        {
            _block = new RarBlock(_start, at) { Number = _blocks++ };
        }

        var offset = _block.Bytes;
        if (header.Bytes > long.MaxValue - offset || header.DataBytes > long.MaxValue - data)
        {
            throw Damaged(null);
        }

        _block.Add(header, data + header.DataBytes);
        var record = new DirectoryRecord(header.Name, new RawName(header.Name, header.NameIsUtf8))
        {
            Bytes = header.Bytes,
            PackedBytes = header.DataBytes,
            Crc = header.Crc,
            Offset = data,
            IsEncrypted = header.IsEncrypted,
            Refusal = header.Refusal,
        };

        // A stored file lies there as it is, also among solid ones.
        _records.Add(!header.IsUnpacked || header is { IsStored: true, Crc: not null } ? record : record with { Block = _block, Offset = offset });
    }

    private ArchiveException Damaged(Exception? inner) => new(ArchiveCodes.CorruptArchive,
        $"{_path} is damaged: it cannot be read after entry {_records.Count:N0}. Fetch or copy it once more.", inner);
}
