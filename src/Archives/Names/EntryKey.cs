using System.Buffers;
using System.Globalization;
using System.Text;

namespace MediaPipeline.Archives.Names;

/// <summary>
/// The bytes of a name in the archive, as a reversible string: UTF-8 is kept as it is; other bytes, control characters and <c>\</c>
/// are <c>\xNN</c>. So <c>\#2</c>, which marks the second of equal names, is no part of any name.
/// </summary>
internal static class EntryKey
{
    public static string Of(ReadOnlySpan<byte> name)
    {
        if (Ascii.IsValid(name) && name.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 && !name.Contains((byte)'\\'))
        {
            return Encoding.ASCII.GetString(name);
        }

        var text = new StringBuilder(name.Length);
        while (!name.IsEmpty)
        {
            var valid = Rune.DecodeFromUtf8(name, out var rune, out var length) == OperationStatus.Done;
            if (valid && rune.Value is not '\\' and >= ' ' and not 0x7f)
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

    /// <summary>The key of the n-th entry of that name.</summary>
    public static string Repeated(string key, int number) => string.Create(CultureInfo.InvariantCulture, $"{key}\\#{number}");
}
