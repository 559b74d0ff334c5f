using System.Globalization;
using System.Text;
using MediaPipeline.Search.Text;

namespace MediaPipeline.Search.Embedding.BuiltIn;

/// <summary>
/// Text as the model's tokenizer has to find it: accents are taken off, since the vocabulary has none and the tokenizer does not do it under
/// InvariantGlobalization; white space is one space, since the tokenizer joins the words before and after a line break; what cannot be seen is left out,
/// lone surrogates too, which it refuses.
/// </summary>
internal static class ModelText
{
    /// <param name="most">Characters after which the rest is left out, so that a long text costs no more than the model reads of it.</param>
    public static string Fold(string text, int most)
    {
        var folded = new StringBuilder(Math.Min(text.Length, most));
        var parts = new List<Rune>(4);
        foreach (var rune in text.EnumerateRunes())
        {
            if (folded.Length >= most)
            {
                break;
            }

            parts.Clear();
            CanonicalForm.Decompose(rune, parts);
            foreach (var part in parts)
            {
                Append(part, folded);
            }
        }

        return folded.ToString();
    }

    private static void Append(Rune rune, StringBuilder folded)
    {
        if (rune.IsAscii && !Rune.IsControl(rune) && rune.Value != ' ')
        {
            folded.Append((char)rune.Value);
        }
        else if (Rune.IsWhiteSpace(rune))
        {
            folded.Append(folded.Length == 0 || folded[^1] == ' ' ? "" : " ");
        }
        else if (rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Control
            or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
        {
            folded.Append(rune.ToString());
        }
    }
}
