using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>Walks the segments of a JPEG file (ITU-T T.81, annex B) up to its end, or to where it is no longer one.</summary>
/// <param name="untilPixels">Stop before the first scan: to find its end all of it must be searched.</param>
internal ref struct JpegSegments(ReadOnlySpan<byte> jpeg, bool untilPixels = false)
{
    private readonly ReadOnlySpan<byte> jpeg = jpeg;
    private int next = 2;

    public JpegSegment Current { get; private set; }

    public readonly JpegSegments GetEnumerator() => this;

    public bool MoveNext()
    {
        if (Current.Marker == EndOfImage || next + 2 > jpeg.Length || jpeg[next] != 0xFF)
        {
            return false;
        }

        var marker = jpeg[next + 1];
        if (marker == EndOfImage)
        {
            Current = new JpegSegment(marker, next, next + 2);
            return true;
        }

        if (next + 4 > jpeg.Length || (untilPixels && marker == StartOfScan))
        {
            return false;
        }

        var end = next + 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(next + 2)..]);
        end = marker == StartOfScan ? EndOfScan(end) : end;
        if (end < next + 4 || end > jpeg.Length)
        {
            return false;
        }

        Current = new JpegSegment(marker, next, end);
        next = end;
        return true;
    }

    /// <summary>Entropy-coded data goes on until a marker that is neither a stuffed byte nor a restart.</summary>
    private readonly int EndOfScan(int at)
    {
        while (at < jpeg.Length)
        {
            var found = jpeg[at..].IndexOf((byte)0xFF);
            if (found < 0 || at + found + 1 >= jpeg.Length)
            {
                return jpeg.Length + 1;
            }

            at += found;
            if (jpeg[at + 1] is not (0 or (>= 0xD0 and <= 0xD7) or 0xFF))
            {
                return at;
            }

            at += jpeg[at + 1] == 0xFF ? 1 : 2;
        }

        return jpeg.Length + 1;
    }

    internal const byte ProgressiveFrame = 0xC2;
    internal const byte EndOfImage = 0xD9;
    internal const byte StartOfScan = 0xDA;
    internal const byte QuantisationTables = 0xDB;
}

/// <summary>One segment: from its marker to the byte after it; a scan includes its entropy-coded data.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JpegSegment(byte Marker, int Start, int End)
{
    internal ReadOnlySpan<byte> BodyIn(ReadOnlySpan<byte> jpeg) => jpeg[(Start + 4)..End];
}
