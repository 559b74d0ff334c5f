using System.Runtime.InteropServices;
using MediaPipeline.Archives.Names;
using MediaPipeline.Archives.Reading;

namespace MediaPipeline.Archives.SevenZip;

/// <summary>The part of the directory that lists the files: those with content take one part of a block after the other.</summary>
internal sealed class SevenZipFiles(SevenZipStreams streams)
{
    private const int BitsPerByte = 8;

    private byte[][] _names = [];
    private bool[] _isEmpty = [];
    private bool[] _isEmptyFile = [];
    private bool[] _isAnti = [];
    private uint[] _attributes = [];

    public List<DirectoryRecord> Read(ref ByteCursor fields, ArchiveOptions options, string path)
    {
        var count = fields.Count(int.MaxValue);
        DirectoryLimits.Check(count, 0, options, path);
        (_names, _isEmpty, _attributes) = ([.. Enumerable.Repeat<byte[]>([], count)], new bool[count], new uint[count]);
        for (var id = fields.Byte(); id != SevenZipIds.End; id = fields.Byte())
        {
            var property = new ByteCursor(fields.Take(fields.Size64()));
            ReadProperty(id, ref property, count);
        }

        return Records();
    }

    private void ReadProperty(byte id, ref ByteCursor property, int count)
    {
        switch (id)
        {
            case SevenZipIds.EmptyStream:
                _isEmpty = property.Bits(count);
                break;
            case SevenZipIds.EmptyFile:
                _isEmptyFile = property.Bits(Math.Min(_isEmpty.Count(empty => empty), property.Remaining * BitsPerByte));
                break;
            case SevenZipIds.Anti:
                _isAnti = property.Bits(Math.Min(_isEmpty.Count(empty => empty), property.Remaining * BitsPerByte));
                break;
            case SevenZipIds.Names:
                property.Expect(0);
                ReadNames(MemoryMarshal.Cast<byte, char>(property.Rest));
                break;
            case SevenZipIds.Attributes:
                ReadAttributes(ref property, count);
                break;
        }
    }

    private void ReadNames(ReadOnlySpan<char> names)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            var end = names.IndexOf('\0');
            _names[i] = end >= 0 ? WideName.ToUtf8(names[..end]) : throw new InvalidDataException("names of its files are missing");
            names = names[(end + 1)..];
        }
    }

    private void ReadAttributes(ref ByteCursor property, int count)
    {
        var isKnown = property.BitsOrAll(count);
        property.Expect(0);
        for (var i = 0; i < count; i++)
        {
            _attributes[i] = isKnown[i] ? property.UInt32() : 0;
        }
    }

    private List<DirectoryRecord> Records()
    {
        var records = new List<DirectoryRecord>(_names.Length);
        var (part, empty) = (0, 0);
        for (var i = 0; i < _names.Length; i++)
        {
            if (!_isEmpty[i])
            {
                records.Add(part < streams.Parts.Count
                    ? WithContent(DirectoryRecord.OfUtf8(_names[i]), streams.Parts[part++], IsLink(_attributes[i]))
                    : throw new InvalidDataException("its directory lists more files than it has"));
                continue;
            }

            var isFile = IsSet(_isEmptyFile, empty);
            if (!IsSet(_isAnti, empty++))
            {
                records.Add(DirectoryRecord.OfUtf8(isFile ? _names[i] : [.. _names[i], (byte)'/']));
            }
        }

        return records;
    }

    private static DirectoryRecord WithContent(DirectoryRecord record, SevenZipPart part, bool isLink) => record with
    {
        Bytes = part.Bytes,
        PackedBytes = part.Block.PackedBytes,
        Crc = part.Crc,
        Block = part.Block,
        Offset = part.Offset,
        IsEncrypted = part.Block.IsEncrypted,
        Refusal = isLink ? "is a link, which is not followed. Pack the file itself." : part.Block.Refusal,
    };

    private static bool IsSet(bool[] bits, int at) => at < bits.Length && bits[at];

    // The upper half is the mode of Unix where the bit says so.
    private static bool IsLink(uint attributes) => (attributes & 0x8000) != 0 && ((attributes >> 16) & 0xF000) == 0xA000;
}
