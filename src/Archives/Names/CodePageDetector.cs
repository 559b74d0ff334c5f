using System.Text;

namespace MediaPipeline.Archives.Names;

/// <summary>
/// Finds the code page of an archive's names by all of them together: each candidate decodes them, and the result is rated by how plausible the characters are.
/// A single name is too short to decide; all names of an archive together rarely mislead.
/// </summary>
internal static class CodePageDetector
{
    private const int MostNames = 2_000;
    private const double Impossible = -100;

    // The first of equals wins: cp437 is what the format says.
    private static readonly (Encoding Encoding, Func<char, char, char, double> Judge)[] Candidates =
    [
        (CodePages.Find("cp437")!, Letters.JudgeLatin),
        (CodePages.Find("cp1252")!, Letters.JudgeLatin),
        (CodePages.Find("cp850")!, Letters.JudgeLatin),
        (CodePages.Find("cp866")!, Letters.JudgeCyrillic),
        (CodePages.Find("cp1251")!, Letters.JudgeCyrillic),
        (CodePages.Find("cp932")!, EastAsianLetters.JudgeJapanese),
        (CodePages.Find("cp949")!, EastAsianLetters.JudgeKorean),
        (CodePages.Find("gbk")!, EastAsianLetters.JudgeSimplifiedChinese),
        (CodePages.Find("big5")!, EastAsianLetters.JudgeTraditionalChinese),
    ];

    /// <summary>The candidate that fits best; cp437 when none does.</summary>
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
}
