using System.Text;

namespace MediaPipeline.Storage.Sql.Media;

/// <summary>Texts as their words are searched.</summary>
internal static class SearchText
{
    // Scripts that put no spaces between words: ideographs, kana, Hangul. Each character of them is a word, so that any part of a name is found.
    private static readonly (int First, int Last)[] Unspaced =
    [
        (0x3005, 0x3007), (0x3041, 0x30ff), (0x31f0, 0x31ff), (0x3400, 0x4dbf), (0x4e00, 0x9fff), (0xac00, 0xd7a3), (0xf900, 0xfaff), (0xff66, 0xff9f),
        (0x20000, 0x3ffff),
    ];

    /// <summary>The text with spaces around each character of scripts without spaces.</summary>
    public static string Space(string text)
    {
        if (text.All(c => c < Unspaced[0].First))
        {
            return text;
        }

        var spaced = new StringBuilder(text.Length * 2);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsUnspaced(rune))
            {
                spaced.Append(' ').Append(rune).Append(' ');
            }
            else
            {
                spaced.Append(rune);
            }
        }

        return spaced.ToString();
    }

    /// <summary>The words of a question: runs of letters, digits and marks with at least one letter or digit. Everything else separates.</summary>
    public static IReadOnlyList<string> WordsOf(string text)
    {
        var (words, word) = (new List<string>(), new StringBuilder());
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || (word.Length > 0 && IsMark(rune)))
            {
                word.Append(rune);
            }
            else
            {
                End();
            }
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark
        or System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.EnclosingMark;

    private static bool IsUnspaced(Rune rune) => Array.Exists(Unspaced, range => rune.Value >= range.First && rune.Value <= range.Last);
}
