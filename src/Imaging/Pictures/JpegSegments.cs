using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Walks the segments of a JPEG file (ITU-T T.81, annex B) up to its end, or to where it is no longer one.</summary>
/// <param name="untilPixels">Stop before the first scan: to find its end all of it must be searched.</param>
internal ref struct JpegSegments(ReadOnlySpan<byte> jpeg, bool untilPixels = false)
{
    private readonly ReadOnlySpan<byte> _jpeg = jpeg;
    private int _next = 2;

    public JpegSegment Current { get; private set; }

    public readonly JpegSegments GetEnumerator() => this;

    public bool MoveNext()
    {
        if (Current.Marker == EndOfImage || _next + 2 > _jpeg.Length || _jpeg[_next] != 0xFF)
        {
            return false;
        }

        var marker = _jpeg[_next + 1];
        if (marker == EndOfImage)
        {
            Current = new JpegSegment(marker, _next, _next + 2);
            return true;
        }

        if (_next + 4 > _jpeg.Length || (untilPixels && marker == StartOfScan))
        {
            return false;
        }

        var end = _next + 2 + BinaryPrimitives.ReadUInt16BigEndian(_jpeg[(_next + 2)..]);
        end = marker == StartOfScan ? EndOfScan(end) : end;
        if (end < _next + 4 || end > _jpeg.Length)
        {
            return false;
        }

        Current = new JpegSegment(marker, _next, end);
        _next = end;
        return true;
    }

    /// <summary>Entropy-coded data goes on until a marker that is neither a stuffed byte nor a restart.</summary>
    private readonly int EndOfScan(int at)
    {
        while (at < _jpeg.Length)
        {
            var found = _jpeg[at..].IndexOf((byte)0xFF);
            if (found < 0 || at + found + 1 >= _jpeg.Length)
            {
                return _jpeg.Length + 1;
            }

            at += found;
            if (_jpeg[at + 1] is not (0 or (>= 0xD0 and <= 0xD7) or 0xFF))
            {
                return at;
            }

            at += _jpeg[at + 1] == 0xFF ? 1 : 2;
        }

        return _jpeg.Length + 1;
    }

    internal const byte FirstFrame = 0xC0;
    internal const byte LastFrame = 0xCF;
    internal const byte ProgressiveFrame = 0xC2;
    internal const byte EndOfImage = 0xD9;
    internal const byte StartOfScan = 0xDA;
    internal const byte QuantisationTables = 0xDB;
}

/// <summary>One segment: from its marker to the byte after it; a scan includes its entropy-coded data. The end of the image is a marker alone.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JpegSegment(byte Marker, int Start, int End)
{
    internal ReadOnlySpan<byte> BodyIn(ReadOnlySpan<byte> jpeg) => jpeg[Math.Min(Start + 4, End)..End];
}
