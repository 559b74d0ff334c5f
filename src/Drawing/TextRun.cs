using System.Globalization;
using System.Text;
using SkiaSharp;

namespace MediaPipeline.Drawing;

/// <summary>A part of a line in one typeface and one direction.</summary>
internal sealed record TextRun(string Text, SKTypeface Typeface, bool RightToLeft)
{
    /// <summary>
    /// Cuts a line into runs, to be placed from left to right, which suits names that are mostly Latin or of one script; inside a run, shaping sets the order.
    /// Signs between right-to-left letters belong to their run; digits do not, because shaping would turn them round.
    /// </summary>
    public static IReadOnlyList<TextRun> Split(string text, Typefaces typefaces, SKTypeface preferred)
    {
        var runs = new List<TextRun>();
        var letters = Letters(text);
        for (var i = 0; i < letters.Count; i++)
        {
            var typeface = typefaces.Find(Rune.GetRuneAt(letters[i], 0), preferred);
            var rightToLeft = IsRightToLeft(letters[i]) || IsBetweenRightToLeft(letters, i);
            if (runs is [.., var last] && last.RightToLeft == rightToLeft && last.Typeface == typeface)
            {
                runs[^1] = last with { Text = last.Text + letters[i] };
            }
            else
            {
                runs.Add(new TextRun(letters[i], typeface, rightToLeft));
            }
        }

        return runs;
    }

    /// <summary>What readers take for a letter: with its marks, and emoji with all that they are made of. Control characters show as unknown ones.</summary>
    public static IReadOnlyList<string> Letters(string text)
    {
        var letters = new List<string>();
        var all = StringInfo.GetTextElementEnumerator(text);
        while (all.MoveNext())
        {
            var letter = all.GetTextElement();
            letters.Add(char.IsControl(letter[0]) || char.IsSurrogate(letter[0]) && !char.IsSurrogatePair(letter, 0) ? "\uFFFD" : letter);
        }

        return letters;
    }

    private static bool IsBetweenRightToLeft(IReadOnlyList<string> letters, int index)
    {
        var (before, after) = (index, index);
        while (before >= 0 && IsNeutral(letters[before]))
        {
            before--;
        }

        while (after < letters.Count && IsNeutral(letters[after]))
        {
            after++;
        }

        return before >= 0 && after < letters.Count && before != after && IsRightToLeft(letters[before]) && IsRightToLeft(letters[after]);
    }

    private static bool IsNeutral(string letter) => !Rune.IsLetterOrDigit(Rune.GetRuneAt(letter, 0));

    // The blocks of Hebrew, Arabic and their relatives: https://www.unicode.org/roadmaps/bmp/ and https://www.unicode.org/roadmaps/smp/.
    private static bool IsRightToLeft(string letter)
    {
        var rune = Rune.GetRuneAt(letter, 0);
        return Rune.IsLetter(rune) && rune.Value is
            (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
    }
}
