using MediaPipeline.Archives.Reading;

namespace MediaPipeline.Archives.Rar;

/// <summary>The Unicode name of RAR 3 and 4, stored as its difference from the name in the code page of the writer.</summary>
internal static class Rar4Name
{
    /// <param name="plain">The name in the code page.</param>
    /// <param name="encoded">A byte that is the upper half of frequent letters, then groups of four letters, two bits each saying how it is stored.</param>
    public static ReadOnlySpan<char> Decode(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> encoded)
    {
        var name = new List<char>(plain.Length);
        var rest = new ByteCursor(encoded);
        var high = rest.Remaining > 0 ? rest.Byte() << 8 : 0;
        var (flags, flagBits) = (0, 0);
        while (rest.Remaining > 0)
        {
            if (flagBits == 0)
            {
                (flags, flagBits) = (rest.Byte(), 8);
                continue;
            }

            flagBits -= 2;
            switch ((flags >> flagBits) & 3)
            {
                case 0:
                    name.Add((char)rest.Byte());
                    break;
                case 1:
                    name.Add((char)(rest.Byte() | high));
                    break;
                case 2:
                    name.Add((char)rest.UInt16());
                    break;
                default:
                    AddRun(ref rest, plain, high, name);
                    break;
            }
        }

        return name.ToArray();
    }

    /// <summary>A run of letters of the plain name, as they are or moved to the upper half.</summary>
    private static void AddRun(ref ByteCursor rest, ReadOnlySpan<byte> plain, int high, List<char> name)
    {
        const int Moved = 0x80, LeastRun = 2;
        var length = rest.Byte();
        var moved = (length & Moved) != 0;
        var (shift, upper) = moved ? (rest.Byte(), high) : (0, 0);
        for (var n = (length & ~Moved) + LeastRun; n > 0 && name.Count < plain.Length; n--)
        {
            name.Add((char)(((plain[name.Count] + shift) & 0xFF) | upper));
        }
    }
}
