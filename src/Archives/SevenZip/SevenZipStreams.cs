using System.Runtime.InteropServices;
using MediaPipeline.Archives.Reading;

namespace MediaPipeline.Archives.SevenZip;

/// <summary>One file's part of a block.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SevenZipPart(SevenZipBlock Block, long Offset, long Bytes, uint? Crc);

/// <summary>The part of the directory that says where the packed blocks lie, how they are packed, and which files they hold.</summary>
internal sealed class SevenZipStreams
{
    private const int MostCoders = 32;

    private readonly List<SevenZipBlock> _blocks = [];
    private readonly List<SevenZipPart> _parts = [];
    private long[] _packSizes = [];
    private long _packStart;

    public static SevenZipStreams None { get; } = new();

    public IReadOnlyList<SevenZipBlock> Blocks => _blocks;

    /// <summary>In the order of the files that have content.</summary>
    public IReadOnlyList<SevenZipPart> Parts => _parts;

    public static SevenZipStreams Read(ref ByteCursor fields, int start, ArchiveOptions options, string path)
    {
        var streams = new SevenZipStreams();
        var hasParts = false;
        for (var id = fields.Byte(); id != SevenZipIds.End; id = fields.Byte())
        {
            switch (id)
            {
                case SevenZipIds.PackInfo:
                    streams.ReadPacked(ref fields, start, options, path);
                    break;
                case SevenZipIds.UnpackInfo:
                    streams.ReadBlocks(ref fields, options, path);
                    break;
                case SevenZipIds.SubStreams:
                    streams.ReadParts(ref fields, options, path);
                    hasParts = true;
                    break;
                default:
                    throw new InvalidDataException($"its directory has a part of an unknown kind ({id})");
            }
        }

        if (!hasParts)
        {
            streams._blocks.ForEach(block => streams.AddPart(block, 0, block.Bytes, block.Crc));
        }

        return streams;
    }

    private void ReadPacked(ref ByteCursor fields, int start, ArchiveOptions options, string path)
    {
        _packStart = fields.Size64();
        _packStart = _packStart <= long.MaxValue - start ? _packStart + start : throw new InvalidDataException("a length is too large");
        var count = CountOfBlocks(ref fields, options, path);
        for (var id = fields.Byte(); id != SevenZipIds.End; id = fields.Byte())
        {
            if (id == SevenZipIds.Size)
            {
                _packSizes = new long[count];
                for (var i = 0; i < count; i++)
                {
                    _packSizes[i] = fields.Size64();
                }
            }
            else if (id == SevenZipIds.Crc)
            {
                fields.Checksums(count);
            }
            else
            {
                throw new InvalidDataException($"its directory has a part of an unknown kind ({id})");
            }
        }
    }

    // A block takes four bytes in the directory, which packed are next to nothing, and hundreds in memory. Each holds a file, or was not written by 7-Zip.
    private static int CountOfBlocks(ref ByteCursor fields, ArchiveOptions options, string path)
    {
        var count = fields.Count(fields.Remaining);
        DirectoryLimits.Check(count, 0, options, path);
        return count;
    }

    private void ReadBlocks(ref ByteCursor fields, ArchiveOptions options, string path)
    {
        fields.Expect(SevenZipIds.Folder);
        var count = CountOfBlocks(ref fields, options, path);
        fields.Expect(0);
        var (pack, at) = (0, _packStart);
        for (var i = 0; i < count; i++)
        {
            var coders = SevenZipCoders.Read(ref fields, MostCoders);
            if (coders.PackedStreams > _packSizes.Length - pack)
            {
                throw new InvalidDataException("it has less packed data than its directory says");
            }

            var packed = _packSizes[pack..(pack + coders.PackedStreams)];
            _blocks.Add(new SevenZipBlock(coders, at, packed) { Number = i });
            at = packed.Aggregate(at, (sum, bytes) => bytes <= long.MaxValue - sum ? sum + bytes : throw new InvalidDataException("a length is too large"));
            pack += coders.PackedStreams;
        }

        fields.Expect(SevenZipIds.UnpackSize);
        foreach (var block in _blocks)
        {
            block.ReadSizes(ref fields);
        }

        for (var id = fields.Byte(); id != SevenZipIds.End; id = fields.Byte())
        {
            var checksums = id == SevenZipIds.Crc ? fields.Checksums(count) : throw new InvalidDataException("a part of its directory is missing");
            for (var i = 0; i < count; i++)
            {
                _blocks[i].Crc = checksums[i];
            }
        }
    }

    private void ReadParts(ref ByteCursor fields, ArchiveOptions options, string path)
    {
        var counts = new int[_blocks.Count];
        Array.Fill(counts, 1);
        var id = fields.Byte();
        if (id == SevenZipIds.UnpackStreams)
        {
            var total = 0L;
            for (var i = 0; i < counts.Length; i++)
            {
                counts[i] = fields.Count(int.MaxValue);
                DirectoryLimits.Check(total += counts[i], 0, options, path);
            }

            id = fields.Byte();
        }

        AddParts(ref fields, counts, hasSizes: id == SevenZipIds.Size);
        id = id == SevenZipIds.Size ? fields.Byte() : id;
        for (; id != SevenZipIds.End; id = fields.Byte())
        {
            if (id != SevenZipIds.Crc)
            {
                throw new InvalidDataException("a part of its directory is missing");
            }

            SetChecksums(ref fields);
        }
    }

    /// <summary>The last one of a block has what the others leave.</summary>
    private void AddParts(ref ByteCursor fields, int[] counts, bool hasSizes)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            var offset = 0L;
            for (var left = counts[i]; left > 0; left--)
            {
                var bytes = left == 1 ? _blocks[i].Bytes - offset : hasSizes ? fields.Size64() : throw new InvalidDataException("lengths are missing");
                if (bytes < 0 || bytes > _blocks[i].Bytes - offset)
                {
                    throw new InvalidDataException("its files are longer than what they are in");
                }

                AddPart(_blocks[i], offset, bytes, counts[i] == 1 ? _blocks[i].Crc : null);
                offset += bytes;
            }
        }
    }

    private void AddPart(SevenZipBlock block, long offset, long bytes, uint? crc)
    {
        block.CountEntry();
        _parts.Add(new SevenZipPart(block, offset, bytes, crc));
    }

    /// <summary>They stand there for those whose checksum is not known from their block.</summary>
    private void SetChecksums(ref ByteCursor fields)
    {
        var unknown = Enumerable.Range(0, _parts.Count).Where(i => _parts[i].Crc is null).ToArray();
        var checksums = fields.Checksums(unknown.Length);
        for (var i = 0; i < unknown.Length; i++)
        {
            _parts[unknown[i]] = _parts[unknown[i]] with { Crc = checksums[i] };
        }
    }
}
