using System.Buffers;
using System.Net;
using System.Text;

namespace MediaPipeline.Connectors.Files.Mapping;

/// <summary>Texts without markup, entities and control characters, on one line.</summary>
internal static class PlainText
{
    // Only what texts are marked up with, since titles come in brackets of their own: <Infinite Dendrogram>. Words on both sides of a block do not grow
    // together.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Inline = Names(
        "a abbr b big cite code del em font i ins q s small span strike strong sub sup u wbr"), Blocks = Names(
        "blockquote br center dd div dl dt h1 h2 h3 h4 h5 h6 hr img li ol p pre script style table tbody td th thead tr ul");

    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    public static string Of(string text)
    {
        var plain = text.Contains('<', StringComparison.Ordinal) ? WithoutTags(text) : text;
        return Fold(plain.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(plain) : plain);
    }

    /// <summary>White space becomes one space, and is removed at the ends; control characters are removed.</summary>
    public static string Fold(string text)
    {
        if (IsFolded(text))
        {
            return text;
        }

        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsWhiteSpace(letter))
            {
                if (folded.Length > 0 && folded[^1] != ' ')
                {
                    folded.Append(' ');
                }
            }
            else if (!char.IsControl(letter) && letter != '\uFEFF')
            {
                folded.Append(letter);
            }
        }

        return folded.ToString().TrimEnd(' ');
    }

    private static bool IsFolded(string text)
    {
        var isAfterSpace = true;
        foreach (var letter in text)
        {
            if (letter != ' ' && (char.IsWhiteSpace(letter) || char.IsControl(letter) || letter == '\uFEFF'))
            {
                return false;
            }

            if (letter == ' ' && isAfterSpace)
            {
                return false;
            }

            isAfterSpace = letter == ' ';
        }

        return !isAfterSpace;
    }

    private static string WithoutTags(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var position = 0; position < text.Length;)
        {
            var length = text[position] == '<' ? TagLength(text.AsSpan(position)) : 0;
            if (length > 0)
            {
                plain.Append(Inline.Contains(TagName(text.AsSpan(position))) ? "" : " ");
                position += length;
            }
            else
            {
                plain.Append(text[position++]);
            }
        }

        return plain.ToString();
    }

    private static int TagLength(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("<!--", StringComparison.Ordinal))
        {
            return text.IndexOf("-->", StringComparison.Ordinal) is >= 0 and var comment ? comment + 3 : text.Length;
        }

        var end = text[1..].IndexOfAny('<', '>');
        return end >= 0 && text[end + 1] == '>' && (Inline.Contains(TagName(text)) || Blocks.Contains(TagName(text))) ? end + 2 : 0;
    }

    private static ReadOnlySpan<char> TagName(ReadOnlySpan<char> tag)
    {
        var name = tag[1..].TrimStart('/');
        var length = name.IndexOfAnyExcept(LettersAndDigits);
        return length < 0 ? name : name[..length];
    }

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Names(string names) =>
        names.Split(' ').ToHashSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
