using System.Security.Cryptography;
using System.Text;
using MediaPipeline.Contracts.Media;
using MediaPipeline.Search.Text;

namespace MediaPipeline.Search.Embedding;

/// <summary>The text that a title is found by when its meaning is searched: <c>Title (year). Genres. Synopsis</c>.</summary>
public static class EmbeddedText
{
    /// <summary>Goes up when the text of the same facts changes. What is kept by text has it in its key.</summary>
    public const int Layout = 1;

    /// <summary>Characters after which the text is cut: about 2,000 tokens, which nearly all models read; the built-in one reads 256 tokens.</summary>
    public const int MaxLength = 8_000;

    /// <summary>
    /// In normalization form C, with one space for white space of any kind and length, without control characters, U+FFFD for lone surrogates. Other titles,
    /// cast and tags are left out: in a vector they do harm, they are found by their words.
    /// </summary>
    /// <returns>Null when the facts have nothing of it: then there is no vector.</returns>
    public static string? Of(MediaFacts facts)
    {
        var title = Clean(facts.Title);
        string[] parts =
        [
            title.Length > 0 && facts.Year is { } year ? $"{title} ({year})" : title,
            string.Join(", ", facts.Genres.Select(Clean).Where(genre => genre.Length > 0)),
            Clean(facts.Synopsis),
        ];
        var text = string.Join(". ", parts.Where(part => part.Length > 0));
        return text.Length > 0 ? Cut(text) : null;
    }

    /// <summary>The content signature: SHA-256 of the text in UTF-8, as 64 hexadecimal digits in lower case.</summary>
    public static string SignatureOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Clean(string? text)
    {
        var clean = new StringBuilder();
        var isAfterSpace = false;
        foreach (var rune in CanonicalForm.Compose(text ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                isAfterSpace = clean.Length > 0;
                continue;
            }

            clean.Append(isAfterSpace ? " " : "").Append(rune.ToString());
            isAfterSpace = false;
        }

        return clean.ToString();
    }

    private static string Cut(string text)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }

        var end = char.IsLowSurrogate(text[MaxLength]) ? MaxLength - 1 : MaxLength;
        return text[..end].TrimEnd();
    }
}
