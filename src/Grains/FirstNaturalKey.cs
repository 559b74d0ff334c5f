using System.Text;

namespace MediaPipeline.Grains;

/// <summary>Sort keys as version 1.0 stored them, in which an extension and what follows a dot were like any other text.</summary>
public static class FirstNaturalKey
{
    private const char FolderEnd = '\u0001', EntryStart = '\u0002', Exact = '\u0003', Escape = '\u0004';

    /// <summary>The key that now stands for what that one stood for.</summary>
    public static string Renew(string key)
    {
        // Path, name of the entry, identity of the entry: the last two may be missing.
        var parts = key.Split(EntryStart, 3);
        return parts switch
        {
            [var path] => NaturalKey.Of(PathOf(path), null),
            [var path, ""] => NaturalKey.OfArchive(PathOf(path)),
            [var path, var entry] => NaturalKey.Of(PathOf(path), PathOf(entry)),
            [var path, var entry, var identity] => NaturalKey.OfEntry(PathOf(path), PathOf(entry), identity),
            _ => key,
        };
    }

    private static string PathOf(string key) => string.Join('/', key.Split(FolderEnd).Select(NameOf));

    private static string NameOf(string key) => key.IndexOf(Exact, StringComparison.Ordinal) is var exact and >= 0 ? Unescape(key[(exact + 1)..]) : Unfold(key);

    private static string Unescape(string text)
    {
        var name = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            name.Append(text[i] == Escape && i + 1 < text.Length ? (char)(text[++i] - '@') : text[i]);
        }

        return name.ToString();
    }

    // A number was '0', a letter for the count of its digits, the digits.
    private static string Unfold(string text)
    {
        const int Prefix = 2;
        var name = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '0')
            {
                name.Append(text[i++]);
                continue;
            }

            for (i += Prefix; i < text.Length && char.IsAsciiDigit(text[i]); i++)
            {
                name.Append(text[i]);
            }
        }

        return name.ToString();
    }
}
