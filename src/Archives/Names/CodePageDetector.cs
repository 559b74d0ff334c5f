using System.Text;

namespace MediaPipeline.Archives.Names;

/// <summary>
/// Finds the code page of an archive's names by all of them together: each candidate decodes them, and the result is rated by how plausible the characters are.
/// A single name is too short to decide; all names of an archive together rarely mislead.
/// </summary>
internal static class CodePageDetector
{
    private static readonly (Encoding Encoding, Func<char, char, char, double> Judge)[] Candidates =
    [
        (CodePages.Find("cp437")!, JudgeLatin),
        (CodePages.Find("cp932")!, JudgeJapanese),
        (CodePages.Find("cp866")!, JudgeRussian),
    ];

    /// <summary>The best of cp437, cp932 and cp866; cp437, what the format says, when none fits.</summary>
    public static Encoding Detect(IEnumerable<ReadOnlyMemory<byte>> names)
    {
        var samples = names.Take(MostNames).ToList();
        var best = Candidates[0].Encoding;
        var bestScore = 0.0;
        foreach (var (encoding, judge) in Candidates)
        {
            var score = samples.Sum(name => encoding.TryDecode(name.Span) is { } text ? Score(text, judge) : Impossible);
            if (score > bestScore)
            {
                (best, bestScore) = (encoding, score);
            }
        }

        return best;
    }

    private static double Score(string text, Func<char, char, char, double> judge)
    {
        var score = 0.0;
        for (var i = 0; i < text.Length; i++)
        {
            score += text[i] < '\u0080' ? 0 : judge(i > 0 ? text[i - 1] : ' ', text[i], i + 1 < text.Length ? text[i + 1] : ' ');
        }

        return score;
    }

    // A character here is two bytes, and counts for two; kanji of the second level are rare.
    private static double JudgeJapanese(char before, char letter, char after) => letter switch
    {
        >= '\u3041' and <= '\u30ff' => 2.6,
        >= '\u4e00' and <= '\u9fff' => IsCommonKanji(letter) ? 2.4 : 0.8,
        >= '\u3000' and <= '\u303f' or >= '\uff01' and <= '\uff5e' => 2,
        >= '\uff61' and <= '\uff9f' => -1,
        _ => -3,
    };

    private static double JudgeRussian(char before, char letter, char after) =>
        !IsCyrillic(letter) ? letter == '№' ? 1 : -3
        : char.IsAsciiLetter(before) || char.IsAsciiLetter(after) ? -2
        : char.IsUpper(letter) && char.IsLower(before) ? -1
        : 1;

    // An accented letter stands among other letters.
    private static double JudgeLatin(char before, char letter, char after) =>
        !IsLatin(letter) ? -3 : IsLatin(before) || IsLatin(after) ? 1 : 0.5;

    private static bool IsCyrillic(char letter) => letter is >= '\u0400' and <= '\u045f';

    private static bool IsLatin(char letter) => char.IsAsciiLetter(letter) || letter is >= '\u00c0' and <= '\u00ff';

    // Kanji of the first level lie in rows 0x88 to 0x97 of Shift JIS, and the first half of 0x98.
    private static bool IsCommonKanji(char letter)
    {
        Span<byte> bytes = stackalloc byte[2];
        return Candidates[1].Encoding.TryGetBytes([letter], bytes, out var length) && length == 2 && bytes[0] is >= 0x88 and <= 0x98;
    }

    private const int MostNames = 2_000;
    private const double Impossible = -100;
}
