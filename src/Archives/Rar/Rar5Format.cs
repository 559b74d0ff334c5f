using System.Buffers.Binary;
using MediaPipeline.Archives.Reading;

namespace MediaPipeline.Archives.Rar;

/// <summary>RAR 5 and later: headers of numbers of variable length (rarlab.com, "RAR 5.0 archive format").</summary>
internal sealed class Rar5Format : RarFormat
{
    private const int ChecksumLength = 4, MostLength = 2 << 20;
    private const ulong ArchiveType = 1, FileType = 2, EncryptionType = 4, EndType = 5;
    private const ulong HasExtra = 1, HasData = 2, SplitBefore = 8, SplitAfter = 16;

    public override byte[] Signature => "Rar!\u001a\u0007\u0001\0"u8.ToArray();

    public override int? LengthOf(ReadOnlySpan<byte> start)
    {
        const int LongestNumber = 3;
        for (int i = ChecksumLength, value = 0; i < Math.Min(start.Length, ChecksumLength + LongestNumber); i++)
        {
            value |= (start[i] & 0x7F) << (7 * (i - ChecksumLength));
            if ((start[i] & 0x80) == 0)
            {
                return value is > 0 and <= MostLength ? i + 1 + value : null;
            }
        }

        return null;
    }

    public override bool IsIntact(ReadOnlySpan<byte> header) =>
        Checksum(header[ChecksumLength..]) == BinaryPrimitives.ReadUInt32LittleEndian(header);

    public override RarHeader Parse(ReadOnlySpan<byte> header)
    {
        var fields = new ByteCursor(header[ChecksumLength..]);
        _ = Number(ref fields);
        var (type, flags) = (Number(ref fields), Number(ref fields));
        var extra = (flags & HasExtra) != 0 ? ByteCursor.Length(Number(ref fields)) : 0;
        var data = (flags & HasData) != 0 ? ByteCursor.Length(Number(ref fields)) : 0;
        switch (type)
        {
            case ArchiveType:
                return new RarHeader(RarHeaderKind.Archive) { DataBytes = data, IsVolume = (Number(ref fields) & 1) != 0 };
            case FileType:
                var file = ParseFile(ref fields) with { DataBytes = data, IsVolume = (flags & (SplitBefore | SplitAfter)) != 0 };
                fields.Take(fields.Remaining - extra);
                return WithExtra(file, fields.Rest);
            case EncryptionType:
                return new RarHeader(RarHeaderKind.Other) { IsLocked = true };
            case EndType:
                return new RarHeader(RarHeaderKind.End);
            default:
                return new RarHeader(RarHeaderKind.Other) { DataBytes = data };
        }
    }

    private static RarHeader ParseFile(ref ByteCursor fields)
    {
        const ulong IsFolder = 1, HasTime = 2, HasCrc = 4, HasUnknownLength = 8;
        var (flags, bytes) = (Number(ref fields), Number(ref fields));
        _ = Number(ref fields);
        fields.Take((flags & HasTime) != 0 ? 4 : 0);
        uint? crc = (flags & HasCrc) != 0 ? fields.UInt32() : null;
        var packing = Number(ref fields);
        _ = Number(ref fields);
        var name = fields.Take(ByteCursor.Length(Number(ref fields)));
        var folder = (flags & IsFolder) != 0;
        return new RarHeader(RarHeaderKind.File)
        {
            Bytes = (flags & HasUnknownLength) != 0 ? 0 : ByteCursor.Length(bytes),
            Crc = crc,
            Name = NameOf(name, folder),
            NameIsUtf8 = true,
            IsFolder = folder,
            IsStored = ((packing >> 7) & 7) == 0,
            IsSolid = (packing & 0x40) != 0,
            DictionaryBytes = 0x20000L << (int)((packing >> 10) & 0x0F),
            Refusal = (flags & HasUnknownLength) != 0 ? "does not say how long it is. Pack it again."
                : (packing & 0x3F) != 0
                    ? "is packed by a method of RAR 7 or later, which is not read. Pack it again with a smaller dictionary, or as cbz (zip)."
                : null,
        };
    }

    private static RarHeader WithExtra(RarHeader file, ReadOnlySpan<byte> extra)
    {
        const ulong Encryption = 1, Redirection = 5;
        var records = new ByteCursor(extra);
        while (records.Remaining > 0)
        {
            var record = new ByteCursor(records.Take(ByteCursor.Length(Number(ref records))));
            var type = Number(ref record);
            file = type switch
            {
                Encryption => file with { IsEncrypted = true },
                Redirection => file with { Refusal = LinkRefusal },
                _ => file,
            };
        }

        return file;
    }

    /// <summary>Seven bits a byte, the lowest first; the highest bit says that more follow.</summary>
    private static ulong Number(ref ByteCursor fields)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = fields.Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if ((part & 0x80) == 0)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number is too long");
    }
}
