using System.Buffers.Binary;

namespace MediaPipeline.Imaging.Pictures;

/// <summary>
/// Reads as much of an ICC profile as decides whether pixels must be converted: the conversion costs as much as all the rest, and most profiles are sRGB.
/// It goes by the profile's colorants and curves, not by its name. Layout: ICC.1:2010, sections 7.2, 7.3, 10.5 and 10.15.
/// </summary>
internal readonly ref struct ColourProfile(ReadOnlySpan<byte> icc)
{
    private readonly ReadOnlySpan<byte> _icc = icc;

    /// <summary>
    /// Whether it is made for pictures of that kind of colour (GRAY, RGB, CMYK, Lab), and not cut off: ICC.1:2010, section 7.2. sRGB fits grey, where it changes
    /// nothing.
    /// </summary>
    internal bool Fits(ReadOnlySpan<byte> colourSpace) =>
        _icc.Length > HeaderLength + 4 && _icc.Slice(36, 4).SequenceEqual("acsp"u8) && BinaryPrimitives.ReadUInt32BigEndian(_icc) <= _icc.Length
        && (_icc.Slice(16, 4).SequenceEqual(colourSpace) || (colourSpace.SequenceEqual("GRAY"u8) && IsSrgb));

    /// <summary>High dynamic range by its tag cicp; null for any other.</summary>
    internal ColourCoding? HighDynamicRange => _icc.Length > HeaderLength + 4 && Tag("cicp"u8) is { Length: >= 12 } tag
        && ColourCoding.Of(tag[8], tag[9]) is { IsHighDynamicRange: true } coding ? coding : null;

    internal bool IsCmyk => _icc.Length >= HeaderLength && _icc.Slice(16, 4).SequenceEqual("CMYK"u8);

    internal bool IsSrgb =>
        _icc.Length > HeaderLength && _icc.Slice(16, 4).SequenceEqual("RGB "u8) && Tag("A2B0"u8).IsEmpty
        && HasColorant("rXYZ"u8, 0.4360, 0.2225, 0.0139) && HasColorant("gXYZ"u8, 0.3851, 0.7169, 0.0971) && HasColorant("bXYZ"u8, 0.1431, 0.0606, 0.7141)
        && HasSrgbCurve("rTRC"u8) && HasSrgbCurve("gTRC"u8) && HasSrgbCurve("bTRC"u8);

    private bool HasColorant(ReadOnlySpan<byte> name, double x, double y, double z)
    {
        var tag = Tag(name);
        return tag.Length >= 20 && Near(tag[8..], x) && Near(tag[12..], y) && Near(tag[16..], z);
    }

    private bool HasSrgbCurve(ReadOnlySpan<byte> name)
    {
        var tag = Tag(name);
        if (tag.Length < 12)
        {
            return false;
        }

        foreach (var x in (ReadOnlySpan<double>)[0.02, 0.1, 0.25, 0.5, 0.75, 0.95])
        {
            var value = tag.StartsWith("para"u8) ? Parametric(tag, x) : tag.StartsWith("curv"u8) ? Sampled(tag, x) : double.NaN;
            var wanted = x <= 0.04045 ? x / 12.92 : Math.Pow((x + 0.055) / 1.055, 2.4);
            if (!(Math.Abs(value - wanted) < CurveTolerance))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Types 0 and 3 of the parametric curve: a gamma alone, and the one that sRGB is written with.</summary>
    private static double Parametric(ReadOnlySpan<byte> tag, double x)
    {
        var type = BinaryPrimitives.ReadUInt16BigEndian(tag[8..]);
        if (type == 0 && tag.Length >= 16)
        {
            return Math.Pow(x, Fixed(tag[12..]));
        }

        return type == 3 && tag.Length >= 32
            ? x >= Fixed(tag[28..]) ? Math.Pow((Fixed(tag[16..]) * x) + Fixed(tag[20..]), Fixed(tag[12..])) : Fixed(tag[24..]) * x
            : double.NaN;
    }

    private static double Sampled(ReadOnlySpan<byte> tag, double x)
    {
        var count = BinaryPrimitives.ReadInt32BigEndian(tag[8..]);
        if (count == 1 && tag.Length >= 14)
        {
            return Math.Pow(x, BinaryPrimitives.ReadUInt16BigEndian(tag[12..]) / 256.0);
        }

        if (count < 2 || tag.Length < 12 + (count * 2L))
        {
            return double.NaN;
        }

        var at = x * (count - 1);
        var low = (int)at;
        var first = BinaryPrimitives.ReadUInt16BigEndian(tag[(12 + (low * 2))..]);
        var second = BinaryPrimitives.ReadUInt16BigEndian(tag[(12 + (Math.Min(low + 1, count - 1) * 2))..]);
        return (first + ((second - first) * (at - low))) / ushort.MaxValue;
    }

    private ReadOnlySpan<byte> Tag(ReadOnlySpan<byte> name)
    {
        var count = BinaryPrimitives.ReadUInt32BigEndian(_icc[128..]);
        for (var (i, at) = (0U, HeaderLength + 4); i < count && at + 12 <= _icc.Length; i++, at += 12)
        {
            if (_icc.Slice(at, 4).SequenceEqual(name))
            {
                var offset = BinaryPrimitives.ReadUInt32BigEndian(_icc[(at + 4)..]);
                var length = BinaryPrimitives.ReadUInt32BigEndian(_icc[(at + 8)..]);
                return (ulong)offset + length <= (ulong)_icc.Length ? _icc.Slice((int)offset, (int)length) : default;
            }
        }

        return default;
    }

    private static bool Near(ReadOnlySpan<byte> number, double wanted) => Math.Abs(Fixed(number) - wanted) < ColorantTolerance;

    private static double Fixed(ReadOnlySpan<byte> number) => BinaryPrimitives.ReadInt32BigEndian(number) / 65536.0;

    private const int HeaderLength = 128;

    // Within these, the difference is below one step of 255 in all but the darkest tones.
    private const double ColorantTolerance = 0.003;
    private const double CurveTolerance = 0.004;
}
