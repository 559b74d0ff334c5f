using System.Buffers;
using System.Text;

namespace MediaPipeline.Grains;

/// <summary>
/// Sort keys whose ordinal (UTF-8) order is the natural order of paths: folder by folder, letters without case, numbers by value, extensions last.
/// Different names never share a key, so that it can serve as a cursor and as the order of a listing alike. A change of it needs a migration of the stored
/// keys, see docs/storage.md.
/// </summary>
public static class NaturalKey
{
    private const char FolderEnd = '\u0001', EntryStart = '\u0002', Exact = '\u0003', Escape = '\u0004', ExtensionStart = '\u0005';

    // The last of all characters: 3.5 comes after whatever else begins with the number 3.
    private const string PartStart = "\U0010FFFF";
    private const char StartsPart = '\uDBFF';
    private const int LongestNumber = 'z' - 'a' + 1, LongestExtension = 10, MostZeros = 9;
    private static readonly SearchValues<char> ExtensionCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    /// <summary>
    /// The key of a file, or of an entry in an archive, by its path below the collection's root; see <see cref="OfEntry"/> for entries that may share a name.
    /// </summary>
    public static string Of(string path, string? entry)
    {
        var key = new StringBuilder(path.Length + (entry?.Length ?? 0) + 8);
        AppendPath(key, path);
        if (entry is not null)
        {
            key.Append(EntryStart);
            AppendPath(key, entry);
        }

        return key.ToString();
    }

    /// <summary>The key of an archive itself, and the prefix of the keys of all its entries: so they take the place of the archive in the order.</summary>
    public static string OfArchive(string path) => Of(path, null) + EntryStart;

    /// <summary>The key of an entry by the name that it is sorted by; its identity tells it from others of that name.</summary>
    public static string OfEntry(string path, string sortName, string identity) =>
        string.Equals(sortName, identity, StringComparison.Ordinal) ? Of(path, sortName) : Of(path, sortName) + EntryStart + identity;

    /// <summary>Whether it is the key of an archive itself.</summary>
    public static bool IsOfArchive(string key) => key.EndsWith(EntryStart);

    /// <summary>The prefix of the keys of all that lies in a folder; empty for the root.</summary>
    public static string OfFolder(string path)
    {
        if (path.Length == 0)
        {
            return "";
        }

        var key = new StringBuilder(path.Length + 8);
        AppendPath(key, path + '/');
        return key.ToString();
    }

    /// <summary>Compares two keys by their UTF-8 bytes, as the store orders them.</summary>
    public static int Compare(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            if (left[i] != right[i])
            {
                return Utf8Rank(left[i]) - Utf8Rank(right[i]);
            }
        }

        return left.Length - right.Length;
    }

    // UTF-16 puts surrogates (code points from U+10000) before U+E000..U+FFFF, UTF-8 puts them behind.
    private static int Utf8Rank(char unit) => unit < '\ud800' ? unit : unit >= '\ue000' ? unit - 0x800 : unit + 0x2000;

    // Only the last name may have an extension: those before it are of folders.
    private static void AppendPath(StringBuilder key, string path)
    {
        var folders = path.LastIndexOf('/') + 1;
        if (folders > 0)
        {
            foreach (var range in path.AsSpan(0, folders - 1).Split('/'))
            {
                AppendName(key, path.AsSpan(range), extension: 0);
                key.Append(FolderEnd);
            }
        }

        var name = path.AsSpan(folders);
        AppendName(key, name, LengthOfExtension(name));
    }

    private static void AppendName(StringBuilder key, ReadOnlySpan<char> name, int extension)
    {
        var reversible = AppendFolded(key, name[..^extension]);
        if (extension > 0)
        {
            key.Append(ExtensionStart);
            reversible &= AppendFolded(key, name[^(extension - 1)..]);
        }

        // If folding lost nothing, the exact name need not be appended.
        if (!reversible)
        {
            key.Append(Exact);
            foreach (var unit in name)
            {
                AppendChar(key, unit);
            }
        }
    }

    // With its dot. The 5 of "Chapter 3.5" is none.
    private static int LengthOfExtension(ReadOnlySpan<char> name)
    {
        var dot = name.LastIndexOf('.');
        var extension = name[(dot + 1)..];
        return dot > 0 && extension.Length is > 0 and <= LongestExtension && !extension.ContainsAnyExcept(ExtensionCharacters)
            && (char.IsAsciiLetter(extension[0]) || extension.Equals("7z", StringComparison.OrdinalIgnoreCase))
            ? extension.Length + 1 : 0;
    }

    private static bool AppendFolded(StringBuilder key, ReadOnlySpan<char> text)
    {
        var reversible = true;
        for (var i = 0; i < text.Length;)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                i += AppendNumber(key, text[i..], ref reversible);
            }
            else
            {
                var unit = text[i++];
                var folded = char.ToLowerInvariant(unit);
                reversible &= folded == unit && unit is > ExtensionStart and not StartsPart;
                AppendChar(key, folded);
            }
        }

        return reversible;
    }

    // A name may contain the separators that a key is built with.
    private static void AppendChar(StringBuilder key, char unit)
    {
        if (unit <= ExtensionStart)
        {
            key.Append(Escape).Append((char)(unit + '@'));
        }
        else
        {
            key.Append(unit);
        }
    }

    // Numbers joined by dots are compared part by part: 3, 3.5, 3.10, 4.
    private static int AppendNumber(StringBuilder key, ReadOnlySpan<char> text, ref bool reversible)
    {
        var length = AppendDigits(key, text, isFirst: true, ref reversible);
        while (length + 1 < text.Length && text[length] == '.' && char.IsAsciiDigit(text[length + 1]))
        {
            key.Append(PartStart);
            length += 1 + AppendDigits(key, text[(length + 1)..], isFirst: false, ref reversible);
        }

        return length;
    }

    // '0', a letter for the count of digits, the digits: shorter numbers are smaller ones. Behind a dot zeros count: 3.05 comes before 3.5.
    private static int AppendDigits(StringBuilder key, ReadOnlySpan<char> text, bool isFirst, ref bool reversible)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : text.Length;
        var number = text[..length].TrimStart('0');
        var zeros = length - number.Length;
        reversible &= zeros == 0;
        key.Append((char)('0' - (isFirst ? 0 : Math.Min(zeros, MostZeros)))).Append((char)('a' + Math.Min(number.Length, LongestNumber - 1))).Append(number);
        return length;
    }
}
