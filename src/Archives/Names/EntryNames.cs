using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace MediaPipeline.Archives.Names;

/// <summary>Converts the bytes of names in an archive's directory to display names.</summary>
internal sealed class EntryNames
{
    private readonly Encoding _legacy;
    private readonly bool _unmarkedAreUtf8;

    /// <param name="all">Every name of the archive, to find the code page of those that are no UTF-8.</param>
    /// <param name="forced">The code page that an option names; null to find it out.</param>
    public EntryNames(IEnumerable<RawName> all, string? forced)
    {
        var odd = all.Where(name => !name.IsMarkedUtf8 && !Ascii.IsValid(name.Bytes)).Select(name => name.Text).ToList();
        var invalid = odd.FindAll(name => !Utf8.IsValid(name.Span));
        _legacy = (forced is null ? null : CodePages.Find(forced)) ?? CodePageDetector.Detect(invalid.Count > 0 ? invalid : odd);

        // Three Russian letters may be UTF-8 by chance; most names of an archive are not.
        _unmarkedAreUtf8 = forced is null && invalid.Count <= odd.Count / 2;
    }

    /// <summary>The display name, in NFC, with <c>/</c> between folders. An unsafe name is shown as it is, so that users see why it was refused.</summary>
    public string Shown(RawName name, out bool isUnsafe)
    {
        var text = Decode(name);
        isUnsafe = IsUnsafe(text);
        return isUnsafe ? EscapeControls(text) : EscapeControls(Tidy(Composition.Compose(text)).TrimStart('/'));
    }

    /// <summary>
    /// What it is sorted by: follows from this name alone, so that no other entry moves it. Of one that is no UTF-8, a character for each byte.
    /// </summary>
    public static string Sorted(RawName name) =>
        Utf8.IsValid(name.Bytes)
            ? EscapeControls(Tidy(Composition.Compose(Encoding.UTF8.GetString(name.Bytes))))
            : EscapeControls(Encoding.Latin1.GetString(name.Bytes));

    private string Decode(RawName name)
    {
        var isUtf8 = Utf8.IsValid(name.Bytes);
        return isUtf8 && (_unmarkedAreUtf8 || name.IsMarkedUtf8)
            ? Encoding.UTF8.GetString(name.Bytes)
            : _legacy.TryDecode(name.Bytes) ?? (isUtf8 ? Encoding.UTF8.GetString(name.Bytes) : EntryKey.Of(name.Bytes));
    }

    /// <summary>
    /// Whether it leads out of the archive. Nothing is unpacked to a disk by its name, so that an absolute path is only an odd name, and "B: the end" no drive.
    /// </summary>
    private static bool IsUnsafe(string name) =>
        name.Contains('\0', StringComparison.Ordinal) || name.Replace('\\', '/').Split('/').Contains("..", StringComparer.Ordinal);

    /// <summary>Backslashes are separators, as old programs of Windows wrote them; empty and <c>.</c> folders mean nothing.</summary>
    private static string Tidy(string name)
    {
        var folder = name.EndsWith('/') || name.EndsWith('\\');
        if (!folder && !name.Contains('\\', StringComparison.Ordinal) && !name.Contains("./", StringComparison.Ordinal) && !name.Contains("//",
            StringComparison.Ordinal))
        {
            return name;
        }

        var parts = name.Replace('\\', '/').Split('/').Where(part => part.Length > 0 && part is not ".");
        return string.Join('/', parts) + (folder ? "/" : "");
    }

    private static string EscapeControls(string name)
    {
        if (!name.Any(char.IsControl))
        {
            return name;
        }

        var text = new StringBuilder(name.Length + 3);
        foreach (var unit in name)
        {
            _ = char.IsControl(unit) ? text.Append(CultureInfo.InvariantCulture, $"\\x{(int)unit:X2}") : text.Append(unit);
        }

        return text.ToString();
    }
}

/// <summary>A name in the archive's directory.</summary>
/// <param name="Text">Its bytes, or those of the Unicode name that Info-ZIP stores beside it.</param>
/// <param name="IsMarkedUtf8">Whether the archive says that they are UTF-8.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RawName(ReadOnlyMemory<byte> Text, bool IsMarkedUtf8)
{
    public ReadOnlySpan<byte> Bytes => Text.Span;
}
