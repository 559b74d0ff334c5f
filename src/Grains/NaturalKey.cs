using System.Text;

namespace MediaPipeline.Grains;

/// <summary>
/// Sort keys whose ordinal (UTF-8) order is the natural order of paths: folder by folder, letters without case, numbers by value.
/// Different names never share a key, so that it can serve as a cursor and as the order of a listing alike.
/// </summary>
public static class NaturalKey
{
    private const char FolderEnd = '\u0001', EntryStart = '\u0002', Exact = '\u0003', Escape = '\u0004';
    private const int LongestNumber = 'z' - 'a' + 1;

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
    public static string OfFolder(string path) => path.Length == 0 ? "" : Of(path, null) + FolderEnd;

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

    private static void AppendPath(StringBuilder key, string path)
    {
        var first = true;
        foreach (var range in path.AsSpan().Split('/'))
        {
            if (!first)
            {
                key.Append(FolderEnd);
            }

            first = false;
            AppendName(key, path.AsSpan(range));
        }
    }

    private static void AppendName(StringBuilder key, ReadOnlySpan<char> name)
    {
        var start = key.Length;
        for (var i = 0; i < name.Length;)
        {
            if (char.IsAsciiDigit(name[i]))
            {
                i += AppendNumber(key, name[i..]);
            }
            else
            {
                AppendChar(key, char.ToLowerInvariant(name[i++]));
            }
        }

        if (!IsReversible(key, start, name))
        {
            key.Append(Exact);
            foreach (var unit in name)
            {
                AppendChar(key, unit);
            }
        }
    }

    // A name may contain the separators that a key is built with.
    private static void AppendChar(StringBuilder key, char unit)
    {
        if (unit <= Escape)
        {
            key.Append(Escape).Append((char)(unit + '@'));
        }
        else
        {
            key.Append(unit);
        }
    }

    // A number is '0', a letter for its count of digits, the digits: shorter numbers are smaller ones.
    private static int AppendNumber(StringBuilder key, ReadOnlySpan<char> digits)
    {
        var length = digits.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : digits.Length;
        var number = digits[..length].TrimStart('0');
        key.Append('0').Append((char)('a' + Math.Min(number.Length, LongestNumber - 1))).Append(number);
        return length;
    }

    // If folding lost nothing, the exact name need not be appended.
    private static bool IsReversible(StringBuilder key, int start, ReadOnlySpan<char> name)
    {
        var digits = 0;
        for (var i = 0; i < name.Length; i++)
        {
            var leadingZero = name[i] == '0' && (i == 0 || !char.IsAsciiDigit(name[i - 1]));
            if (char.ToLowerInvariant(name[i]) != name[i] || leadingZero)
            {
                return false;
            }

            digits += char.IsAsciiDigit(name[i]) && (i == 0 || !char.IsAsciiDigit(name[i - 1])) ? 1 : 0;
        }

        return key.Length - start == name.Length + (2 * digits);
    }
}
