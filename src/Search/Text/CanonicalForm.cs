using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace MediaPipeline.Search.Text;

/// <summary>
/// Unicode's canonical forms (UAX #15), since <see cref="string.Normalize()"/> leaves text as it is under InvariantGlobalization. Lone surrogates become
/// U+FFFD. The tables are those of Unicode 14, made by <c>canonical-forms.py</c>.
/// </summary>
internal static class CanonicalForm
{
    // Below it everything is composed already, and nothing combines with what stands before it.
    private const int FirstCombining = 0x300;

    // Hangul, by UAX #15: leading consonants, vowels and trailing consonants combine by arithmetic.
    private const int Syllables = 0xAC00, Leading = 0x1100, Vowels = 0x1161, Trailing = 0x11A7;
    private const int LeadingCount = 19, VowelCount = 21, TrailingCount = 28, SyllableCount = LeadingCount * VowelCount * TrailingCount;
    private static readonly Lazy<Tables> Loaded = new(Tables.Load);

    /// <summary>Normalization form C.</summary>
    public static string Compose(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', (char)(FirstCombining - 1)))
        {
            return text;
        }

        var (tables, composed, starter) = (Loaded.Value, new List<Rune>(text.Length), -1);
        foreach (var rune in Ordered(text, tables))
        {
            var combiningClass = tables.ClassOf(rune);
            var isBlocked = starter < 0 || (composed.Count - 1 > starter && tables.ClassOf(composed[^1]) >= combiningClass);
            if (!isBlocked && Pair(composed[starter], rune, tables) is { } pair)
            {
                composed[starter] = pair;
                continue;
            }

            starter = combiningClass == 0 ? composed.Count : starter;
            composed.Add(rune);
        }

        return composed.Aggregate(new StringBuilder(text.Length), (all, rune) => all.Append(rune.ToString())).ToString();
    }

    /// <summary>Adds what the rune is made of, base first: a letter and its marks, or the rune alone.</summary>
    public static void Decompose(Rune rune, List<Rune> parts)
    {
        if (rune.Value < 0xC0)
        {
            parts.Add(rune);
            return;
        }

        Decompose(rune, parts, Loaded.Value);
    }

    private static void Decompose(Rune rune, List<Rune> parts, Tables tables)
    {
        var syllable = rune.Value - Syllables;
        if (syllable is >= 0 and < SyllableCount)
        {
            parts.Add(new Rune(Leading + (syllable / (VowelCount * TrailingCount))));
            parts.Add(new Rune(Vowels + (syllable % (VowelCount * TrailingCount) / TrailingCount)));
            if (syllable % TrailingCount != 0)
            {
                parts.Add(new Rune(Trailing + (syllable % TrailingCount)));
            }
        }
        else if (tables.Decompositions.TryGetValue(rune, out var pair))
        {
            Decompose(pair.First, parts, tables);
            if (pair.Second is { } second)
            {
                Decompose(second, parts, tables);
            }
        }
        else
        {
            parts.Add(rune);
        }
    }

    // Marks after one base stand in the order of their classes; those of one class keep theirs.
    private static List<Rune> Ordered(string text, Tables tables)
    {
        var runes = new List<Rune>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(rune, runes, tables);
        }

        for (var from = 0; from < runes.Count; from++)
        {
            var to = from;
            while (to < runes.Count && tables.ClassOf(runes[to]) != 0)
            {
                to++;
            }

            if (to - from > 1)
            {
                var marks = runes[from..to].OrderBy(tables.ClassOf).ToArray();
                for (var i = 0; i < marks.Length; i++)
                {
                    runes[from + i] = marks[i];
                }
            }

            from = to;
        }

        return runes;
    }

    private static Rune? Pair(Rune first, Rune second, Tables tables)
    {
        var (syllable, leading, vowel, trailing) = (first.Value - Syllables, first.Value - Leading, second.Value - Vowels, second.Value - Trailing);
        if (leading is >= 0 and < LeadingCount && vowel is >= 0 and < VowelCount)
        {
            return new Rune(Syllables + (((leading * VowelCount) + vowel) * TrailingCount));
        }

        if (syllable is >= 0 and < SyllableCount && syllable % TrailingCount == 0 && trailing is > 0 and < TrailingCount)
        {
            return new Rune(first.Value + trailing);
        }

        return tables.Compositions.TryGetValue((first, second), out var pair) ? pair : null;
    }

    private sealed class Tables
    {
        private readonly FrozenDictionary<Rune, byte> _classes;

        private Tables(ILookup<string, string[]> lines)
        {
            Compositions = lines["="].ToFrozenDictionary(parts => (Parse(parts[2]), Parse(parts[3])), parts => Parse(parts[1]));
            Decompositions = lines["="].Concat(lines[">"])
                .ToFrozenDictionary(parts => Parse(parts[1]), parts => (Parse(parts[2]), parts.Length > 3 ? Parse(parts[3]) : (Rune?)null));
            _classes = lines["@"].SelectMany(Classes).ToFrozenDictionary();
        }

        public FrozenDictionary<(Rune First, Rune Second), Rune> Compositions { get; }

        public FrozenDictionary<Rune, (Rune First, Rune? Second)> Decompositions { get; }

        public byte ClassOf(Rune rune) => rune.Value < FirstCombining ? (byte)0 : _classes.GetValueOrDefault(rune);

        public static Tables Load()
        {
            using var text = new StreamReader(typeof(CanonicalForm).Assembly.GetManifestResourceStream("canonical-forms.txt")!);
            return new Tables(text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
                .ToLookup(parts => parts[0], StringComparer.Ordinal));
        }

        private static IEnumerable<KeyValuePair<Rune, byte>> Classes(string[] parts)
        {
            for (var point = Parse(parts[2]).Value; point <= Parse(parts[3]).Value; point++)
            {
                yield return new(new Rune(point), (byte)Parse(parts[1]).Value);
            }
        }

        private static Rune Parse(string hexadecimal) => new(int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
