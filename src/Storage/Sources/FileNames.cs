using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace MediaPipeline.Storage.Sources;

/// <summary>Names of files on disk: as text, and their extensions.</summary>
internal static class FileNames
{
    /// <summary>What an extension consists of.</summary>
    public static readonly SearchValues<char> ExtensionCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    private const int LongestExtension = 10;

    /// <summary>
    /// The name as text. One that is not UTF-8 is shown with <c>\xNN</c> in place of each byte that is none, and <c>\x5C</c> for a backslash.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> name, out bool valid)
    {
        valid = Utf8.IsValid(name);
        return valid ? Encoding.UTF8.GetString(name) : Escape(name);
    }

    /// <summary>
    /// The name as it is known by, which no two names share: a name that is not UTF-8 ends with NUL, which no name on disk contains, since another file may be
    /// named as it is shown.
    /// </summary>
    public static string Identify(ReadOnlySpan<byte> name)
    {
        var text = Decode(name, out var valid);
        return valid ? text : text + '\0';
    }

    /// <summary>The extension in lower case with its dot; <c>(none)</c> when there is none, <c>(other)</c> when it is too odd to be counted apart.</summary>
    public static string ExtensionOf(string name)
    {
        var extension = Path.GetExtension(name).ToLowerInvariant();
        return extension.Length <= 1 ? "(none)"
            : extension.Length <= LongestExtension + 1 && extension.AsSpan(1).IndexOfAnyExcept(ExtensionCharacters) < 0 ? extension
            : "(other)";
    }

    private static string Escape(ReadOnlySpan<byte> name)
    {
        var text = new StringBuilder(name.Length * 2);
        while (!name.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(name, out var rune, out var length);
            if (status == OperationStatus.Done && rune.Value != '\\')
            {
                text.Append(rune);
            }
            else
            {
                foreach (var octet in name[..length])
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\x{octet:X2}");
                }
            }

            name = name[length..];
        }

        return text.ToString();
    }
}
