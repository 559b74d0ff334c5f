using System.Buffers.Binary;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>
/// One directory of a TIFF file or an EXIF block (TIFF 6.0, section 2; BigTIFF): it reads nothing outside of the block, whatever that says, and what cannot be
/// read counts as absent.
/// </summary>
internal readonly ref struct TiffDirectory
{
    private readonly ReadOnlySpan<byte> _tiff;
    private readonly bool _isLittle;
    private readonly bool _isBig;
    private readonly long _entries;
    private readonly int _count;

    private TiffDirectory(ReadOnlySpan<byte> tiff, bool isLittle, bool isBig, long start)
    {
        _tiff = tiff;
        (_isLittle, _isBig) = (isLittle, isBig);
        var countLength = isBig ? 8 : 2;
        if (start <= 0 || start > tiff.Length - countLength)
        {
            return;
        }

        _entries = start + countLength;
        var count = Number((int)start, countLength);
        _count = (int)Math.Clamp(count, 0, (tiff.Length - _entries) / EntryLength);
        IsWhole = _count == count;
    }

    /// <summary>Whether all of its entries are there.</summary>
    internal bool IsWhole { get; }

    internal static TiffDirectory First(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 16)
        {
            return default;
        }

        var isLittle = tiff[0] == 'I';
        var isBig = tiff[isLittle ? 2 : 3] == 43;
        var root = new TiffDirectory(tiff, isLittle, isBig, 0);
        return new TiffDirectory(tiff, isLittle, isBig, root.Number(isBig ? 8 : 4, isBig ? 8 : 4));
    }

    internal bool Has(ushort tag) => Find(tag) >= 0;

    internal TiffDirectory SubDirectory(ushort tag) => ReadNumber(tag) is { } start ? new TiffDirectory(_tiff, _isLittle, _isBig, start) : default;

    /// <summary>A number of the tag's value: SHORT, LONG or LONG8.</summary>
    internal long? ReadNumber(ushort tag, int index = 0)
    {
        var value = ReadBytes(tag, out var size);
        return NumberIn(value, size, index);
    }

    /// <summary>Whether anything that begins where one tag says, and is as long as the other one says, ends behind the end of the file.</summary>
    internal bool IsAnyCutOff(ushort offsets, ushort lengths)
    {
        var starts = ReadBytes(offsets, out var offsetSize);
        var sizes = ReadBytes(lengths, out var lengthSize);
        for (var i = 0; NumberIn(starts, offsetSize, i) is { } start; i++)
        {
            if (start + NumberIn(sizes, lengthSize, i) > _tiff.Length)
            {
                return true;
            }
        }

        return false;
    }

    internal ReadOnlySpan<byte> ReadBytes(ushort tag) => ReadBytes(tag, out _);

    private ReadOnlySpan<byte> ReadBytes(ushort tag, out int size)
    {
        size = 0;
        var at = Find(tag);
        if (at < 0)
        {
            return default;
        }

        var (offsetLength, type) = (_isBig ? 8 : 4, (int)Number(at + 2, 2));
        size = type < Sizes.Length ? Sizes[type] : 0;
        var count = Number(at + 4, offsetLength);
        var inline = at + 4 + offsetLength;
        if (size == 0 || count < 0 || count > _tiff.Length)
        {
            return default;
        }

        var length = count * size;
        var start = length <= offsetLength ? inline : Number(inline, offsetLength);
        return start >= 0 && start <= _tiff.Length - length ? _tiff.Slice((int)start, (int)length) : default;
    }

    private long? NumberIn(ReadOnlySpan<byte> value, int size, int index) =>
        size is 2 or 4 or 8 && (index + 1L) * size <= value.Length ? Number(value[(index * size)..], size) : null;

    private int Find(ushort tag)
    {
        for (var i = 0; i < _count; i++)
        {
            var at = (int)(_entries + (i * EntryLength));
            if (Number(at, 2) == tag)
            {
                return at;
            }
        }

        return -1;
    }

    private long Number(int at, int length) => Number(_tiff[at..], length);

    private long Number(ReadOnlySpan<byte> data, int length) => length switch
    {
        2 => _isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(data) : BinaryPrimitives.ReadUInt16BigEndian(data),
        4 => _isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(data) : BinaryPrimitives.ReadUInt32BigEndian(data),
        _ => _isLittle ? BinaryPrimitives.ReadInt64LittleEndian(data) : BinaryPrimitives.ReadInt64BigEndian(data),
    };

    private long EntryLength => _isBig ? 20 : 12;

    /// <summary>Bytes of a value of each type.</summary>
    private static ReadOnlySpan<byte> Sizes => [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
}
