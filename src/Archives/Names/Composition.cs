using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace MediaPipeline.Archives.Names;

/// <summary>
/// Composes letters and their marks (NFC): names from a Mac are decomposed. Done here because <c>string.Normalize</c> does nothing without ICU
/// (InvariantGlobalization). Letters that Unicode holds for equal to another one are left as they are.
/// </summary>
internal static class Composition
{
    private const int HangulSyllables = 0xAC00, Leads = 0x1100, Vowels = 0x1161, Trails = 0x11A7, LeadCount = 19, VowelCount = 21, TrailCount = 28;

    private static readonly Lazy<Tables> Data = new(Load);

    public static string Compose(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', '\u02ff') < 0)
        {
            return text;
        }

        var runes = text.EnumerateRunes().Select(rune => rune.Value).ToArray();
        SortMarks(runes);
        return Write(runes, Join(runes));
    }

    // Marks of one letter stand in the order of their classes, else equal names would differ.
    private static void SortMarks(int[] runes)
    {
        for (var start = 0; start < runes.Length; start++)
        {
            var end = start;
            while (end < runes.Length && ClassOf(runes[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                runes.AsSpan(start, end - start).ToArray().OrderBy(ClassOf).ToArray().CopyTo(runes, start);
            }

            start = Math.Max(start, end);
        }
    }

    /// <summary>Joins in place and answers how many remain (Unicode, section 3.11, D117).</summary>
    private static int Join(int[] runes)
    {
        int written = 0, starter = -1, lastClass = -1;
        foreach (var rune in runes)
        {
            var combining = ClassOf(rune);
            if (starter >= 0 && lastClass < combining && Pair(runes[starter], rune) is { } composed)
            {
                runes[starter] = composed;
                continue;
            }

            if (combining == 0)
            {
                (starter, lastClass) = (written, -1);
            }
            else
            {
                lastClass = combining;
            }

            runes[written++] = rune;
        }

        return written;
    }

    private static int? Pair(int first, int second)
    {
        if (first - Leads is >= 0 and < LeadCount && second - Vowels is >= 0 and < VowelCount)
        {
            return HangulSyllables + ((((first - Leads) * VowelCount) + second - Vowels) * TrailCount);
        }

        if (first - HangulSyllables is >= 0 and < LeadCount * VowelCount * TrailCount && (first - HangulSyllables) % TrailCount == 0
            && second - Trails is > 0 and < TrailCount)
        {
            return first + second - Trails;
        }

        return Data.Value.Pairs.TryGetValue(((long)first << 32) | (uint)second, out var composed) ? composed : null;
    }

    private static int ClassOf(int rune) => Data.Value.Classes.GetValueOrDefault(rune);

    private static string Write(int[] runes, int count)
    {
        var text = new StringBuilder(count);
        foreach (var rune in runes.AsSpan(0, count))
        {
            text.Append(new Rune(rune));
        }

        return text.ToString();
    }

    private static Tables Load()
    {
        var pairs = new Dictionary<long, int>();
        var classes = new Dictionary<int, int>();
        using var reader = new StreamReader(typeof(Composition).Assembly.GetManifestResourceStream("compositions.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            if (line.Split(' ') is [var first, var second, var composed])
            {
                pairs[((long)Hex(first) << 32) | (uint)Hex(second)] = Hex(composed);
            }
            else if (line.Split(' ', '-') is [var from, var to, var number])
            {
                foreach (var rune in Enumerable.Range(Hex(from), Hex(to) - Hex(from) + 1))
                {
                    classes[rune] = int.Parse(number, CultureInfo.InvariantCulture);
                }
            }
        }

        return new Tables(pairs.ToFrozenDictionary(), classes.ToFrozenDictionary());
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private sealed record Tables(FrozenDictionary<long, int> Pairs, FrozenDictionary<int, int> Classes);
}
