using System.Buffers.Binary;
using MediaPipeline.Archives.Names;
using MediaPipeline.Archives.Reading;

namespace MediaPipeline.Archives.Rar;

/// <summary>RAR 1.5 to 4: headers of fixed fields (technote.txt of RAR 4).</summary>
internal sealed class Rar4Format : RarFormat
{
    private const byte ArchiveType = 0x73, FileType = 0x74, SubType = 0x7A, EndType = 0x7B;
    private const int LeastLength = 7, HasData = 0x8000, FolderWindow = 7;
    private bool _archiveIsSolid;
    private bool _hasFiles;

    public override byte[] Signature => "Rar!\u001a\u0007\0"u8.ToArray();

    public override int? LengthOf(ReadOnlySpan<byte> start) =>
        start.Length >= LeastLength && BinaryPrimitives.ReadUInt16LittleEndian(start[5..]) is var length and >= LeastLength ? length : null;

    // The checksum of a header with a comment inside covers only a part of it.
    public override bool IsIntact(ReadOnlySpan<byte> header) =>
        (ushort)Checksum(header[2..]) == BinaryPrimitives.ReadUInt16LittleEndian(header)
        || (header[2] == ArchiveType && (header[3] & 2) != 0) || (header[2] == FileType && (header[3] & 8) != 0);

    public override RarHeader Parse(ReadOnlySpan<byte> header)
    {
        var fields = new ByteCursor(header[2..]);
        var (type, flags) = (fields.Byte(), fields.UInt16());
        fields.Take(2);
        switch (type)
        {
            case ArchiveType:
                _archiveIsSolid = (flags & 8) != 0;
                return new RarHeader(RarHeaderKind.Archive) { IsVolume = (flags & 1) != 0, IsLocked = (flags & 0x80) != 0 };
            case FileType:
                return ParseFile(ref fields, flags);
            case SubType:
                return new RarHeader(RarHeaderKind.Other) { DataBytes = ParseFile(ref fields, flags).DataBytes };
            case EndType:
                return new RarHeader(RarHeaderKind.End);
            default:
                return new RarHeader(RarHeaderKind.Other) { DataBytes = (flags & HasData) != 0 ? fields.UInt32() : 0 };
        }
    }

    private RarHeader ParseFile(ref ByteCursor fields, int flags)
    {
        var (packed, bytes, host, crc) = ((ulong)fields.UInt32(), (ulong)fields.UInt32(), fields.Byte(), fields.UInt32());
        fields.Take(4);
        var (version, method, nameLength, attributes) = (fields.Byte(), fields.Byte(), fields.UInt16(), fields.UInt32());
        if ((flags & 0x100) != 0)
        {
            packed |= (ulong)fields.UInt32() << 32;
            bytes |= (ulong)fields.UInt32() << 32;
        }

        var window = (flags >> 5) & 7;
        var isFolder = window == FolderWindow;
        var (name, isUtf8) = ReadName(fields.Take(nameLength), (flags & 0x200) != 0);

        // Before RAR 2, the archive says whether its files are solid.
        var solid = version < 20 ? _archiveIsSolid && _hasFiles : (flags & 0x10) != 0;
        _hasFiles = true;
        return new RarHeader(RarHeaderKind.File)
        {
            DataBytes = ByteCursor.Length(packed),
            Bytes = ByteCursor.Length(bytes),
            IsVolume = (flags & 3) != 0,
            IsEncrypted = (flags & 4) != 0,
            Name = NameOf(name, isFolder),
            NameIsUtf8 = isUtf8,
            Crc = crc,
            IsFolder = isFolder,
            IsStored = method == 0x30,
            IsSolid = solid,
            DictionaryBytes = 0x10000L << window,
            Refusal = IsUnixLink(host, attributes) ? LinkRefusal : null,
        };
    }

    private static bool IsUnixLink(byte host, uint attributes) => host == 3 && (attributes & 0xF000) == 0xA000;

    private static (byte[] Name, bool IsUtf8) ReadName(ReadOnlySpan<byte> field, bool hasUnicode)
    {
        var zero = field.IndexOf((byte)0);

        // Without the zero, all of it is UTF-8.
        return !hasUnicode ? (field.ToArray(), false)
            : zero < 0 ? (field.ToArray(), true)
            : (WideName.ToUtf8(Rar4Name.Decode(field[..zero], field[(zero + 1)..])), true);
    }
}
