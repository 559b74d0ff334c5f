using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MediaPipeline.Archives.Tar;

/// <summary>One header of a tar.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TarHeader(byte[] Name, long Bytes, char Type)
{
    public const int Length = 512;
    public const char LongName = 'L', Pax = 'x', Folder = '5';
    public const string SparseRefusal = "is stored with holes ('sparse'), which is not read. Pack it again without --sparse.";

    private const int ChecksumOffset = 148, ChecksumLength = 8;

    /// <summary>Whether it is about the next header: a long name or link, attributes of the next file or of all.</summary>
    public bool IsMetadata => Type is LongName or 'K' or Pax or 'X' or 'g';

    /// <summary>Why what it stands for is not read.</summary>
    public string? Refusal => Type switch
    {
        '\0' or '0' or '7' or Folder => null,
        '1' or '2' => "is a link, which is not followed. Pack the file itself.",
        'S' => SparseRefusal,
        _ => $"is no ordinary file but of type '{(char.IsAsciiLetterOrDigit(Type) ? Type : '?')}'. Pack the file itself.",
    };

    /// <summary>Whether that is a header: its checksum says so, also in a tar that is older than the magic number.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> block)
    {
        if (block.Length < Length || !TryNumber(block.Slice(ChecksumOffset, ChecksumLength), out var expected))
        {
            return false;
        }

        var (unsigned, signed) = (ChecksumLength * ' ', ChecksumLength * ' ');
        for (var i = 0; i < Length; i++)
        {
            var counts = i is < ChecksumOffset or >= ChecksumOffset + ChecksumLength;
            unsigned += counts ? block[i] : 0;
            signed += counts ? (sbyte)block[i] : 0;
        }

        return expected == unsigned || expected == signed;
    }

    public static bool TryParse(ReadOnlySpan<byte> block, out TarHeader header)
    {
        header = default;
        if (!IsHeader(block) || !TryNumber(block.Slice(124, 12), out var bytes) || bytes < 0)
        {
            return false;
        }

        var type = (char)block[156];
        var name = TrimZeros(block[..100]);
        var prefix = block.Slice(257, 6).SequenceEqual("ustar\0"u8) ? TrimZeros(block.Slice(345, 155)) : default;
        byte[] full = prefix.IsEmpty ? name.ToArray() : [.. prefix, (byte)'/', .. name];

        // Links and folders have no data, whatever their length says; a folder of a tar from before POSIX ends with a slash.
        type = type is '\0' or '0' && full is [.., (byte)'/'] ? Folder : type;
        header = new TarHeader(full, type is >= '1' and <= '6' ? 0 : bytes, type);
        return true;
    }

    public static ReadOnlySpan<byte> TrimZeros(ReadOnlySpan<byte> field) => field.IndexOf((byte)0) is >= 0 and var end ? field[..end] : field;

    /// <summary>Octal digits, or a binary number where the highest bit is set (GNU).</summary>
    private static bool TryNumber(ReadOnlySpan<byte> field, out long value)
    {
        value = 0;
        if ((field[0] & 0x80) != 0)
        {
            value = BinaryPrimitives.ReadInt64BigEndian(field[^8..]);
            return field.Length > 8 && field[0] == 0x80 && value >= 0 && !field[1..^8].ContainsAnyExcept((byte)0);
        }

        var digits = field.Trim(" \0"u8);
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return false;
            }

            value = (value << 3) | (uint)(digit - '0');
        }

        return true;
    }
}
